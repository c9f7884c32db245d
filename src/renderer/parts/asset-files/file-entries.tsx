import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import type { MenuEntry } from '@renderer/ui/menu'
import type { ChosenProgram } from '@shared/contracts/library-programs'
import { AppWindow, Copy, FileSymlink, FolderOpen } from 'lucide-react'
import { copyFiles, copyPaths, openFile, openWith } from './file-actions'

export interface OpenWithChoice {
  readonly programs: readonly ChosenProgram[]
  readonly onDefault: () => void
  readonly onProgram: (programId: string) => void
  readonly onChoose: () => void
  /** Set where the system's own program takes one file only. */
  readonly defaultDisabledReason?: string | undefined
}

/** The programs of this computer that a file can be opened in: the system's own, those of before, any other. */
export function openWithEntry(choice: OpenWithChoice): MenuEntry {
  return {
    kind: 'submenu',
    id: 'open-with',
    label: 'Open with',
    icon: <AppWindow />,
    entries: [
      {
        id: 'open-default',
        label: 'The system’s program',
        keys: 'mod+enter',
        disabledReason: choice.defaultDisabledReason,
        onSelect: choice.onDefault,
      },
      ...choice.programs.map(({ id, name }) => ({ id, label: name, onSelect: () => choice.onProgram(id) })),
      { kind: 'separator', id: 'choose-line' },
      { id: 'open-choose', label: 'Another program…', keys: 'mod+shift+enter', onSelect: choice.onChoose },
    ],
  }
}

/** What can be done with the file of one item outside the library's own view. */
export function fileEntries(assetId: string, programs: readonly ChosenProgram[]): readonly MenuEntry[] {
  const run =
    (why: string, work: () => Promise<void>): (() => void) =>
    () =>
      detach(work(), why)
  return [
    openWithEntry({
      programs,
      onDefault: run('open a file', () => openFile(assetId)),
      onProgram: (programId) => detach(openWith([assetId], programId), 'open a file with a program'),
      onChoose: run('open a file with a program', () => openWith([assetId])),
    }),
    {
      id: 'folder',
      label: 'Show in folder',
      icon: <FolderOpen />,
      onSelect: run('show in folder', async () => void (await request('library.show-in-folder', { assetId }))),
    },
    {
      id: 'copy-file',
      label: 'Copy the file',
      icon: <Copy />,
      onSelect: run('copy a file', () => copyFiles([assetId])),
    },
    {
      id: 'copy-path',
      label: 'Copy the path',
      icon: <FileSymlink />,
      onSelect: run('copy a path', () => copyPaths([assetId])),
    },
  ]
}

import { IconButton } from '@renderer/ui/icon-button'
import { Menu } from '@renderer/ui/menu'
import { BrainCircuit, CopyCheck, Ellipsis, FolderTree, History, Palette } from 'lucide-react'
import { openTool } from './tool-store'

/** What one does with the library as a whole, now and then. */
export function ToolsButton() {
  return (
    <Menu
      align="end"
      trigger={<IconButton label="More" icon={<Ellipsis />} />}
      entries={[
        { id: 'recent', label: 'Recently opened…', icon: <History />, onSelect: () => openTool({ kind: 'recent' }) },
        { kind: 'separator', id: 'finding' },
        { id: 'colour', label: 'Find by colour…', icon: <Palette />, onSelect: () => openTool({ kind: 'colour' }) },
        {
          id: 'meaning',
          label: 'Find by meaning…',
          icon: <BrainCircuit />,
          onSelect: () => openTool({ kind: 'meaning' }),
        },
        {
          id: 'duplicates',
          label: 'Find duplicates…',
          icon: <CopyCheck />,
          onSelect: () => openTool({ kind: 'duplicates' }),
        },
        { kind: 'separator', id: 'files' },
        {
          id: 'folders',
          label: 'Indexed folders…',
          icon: <FolderTree />,
          onSelect: () => openTool({ kind: 'folders' }),
        },
      ]}
    />
  )
}

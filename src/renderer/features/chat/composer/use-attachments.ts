import { useState } from 'react'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { importFiles } from '@renderer/data/uploads'
import { useViewState } from '@renderer/data/view-state'
import type { ImportOutcome } from '@shared/contracts/library'
import type { AssetCard } from '@shared/domain/asset'

export interface Attachments {
  readonly assetIds: readonly string[]
  readonly isImporting: boolean
  readonly add: (assetIds: readonly string[]) => void
  readonly remove: (assetId: string) => void
  readonly clear: () => void
  readonly addFiles: (files: readonly File[]) => void
  readonly addClipboard: () => void
  readonly pick: () => void
}

const MAX_PICTURES = 16
const NONE: readonly string[] = []

/** Pictures that go with the next message. They are in the library from the moment they are dropped. */
export function useAttachments(conversationId: string | null): Attachments {
  const [assetIds, setAssetIds] = useViewState<readonly string[]>(`chat.attached.${conversationId ?? 'new'}`, NONE)
  const [importing, setImporting] = useState(0)
  const add = (added: readonly string[]): void =>
    setAssetIds((known) => [...new Set([...known, ...added])].slice(0, MAX_PICTURES))
  const take = async (work: Promise<ImportOutcome | null>): Promise<void> => {
    setImporting((count) => count + 1)
    try {
      const outcome = await work
      if (outcome) add(attachableIds(outcome))
    } catch (error) {
      raiseNotice(failureOf(error))
    } finally {
      setImporting((count) => count - 1)
    }
  }
  return {
    assetIds,
    isImporting: importing > 0,
    add,
    remove: (assetId) => setAssetIds((known) => known.filter((id) => id !== assetId)),
    clear: () => setAssetIds(NONE),
    addFiles: (files) => void take(importFiles(files)),
    addClipboard: () => void take(request('library.import-clipboard')),
    pick: () => void take(request('library.pick-files')),
  }
}

/** Pictures, documents, texts and sounds; whether the model reads them is said before anything is sent. */
function attachableIds(outcome: ImportOutcome): readonly string[] {
  const cards: readonly AssetCard[] = [...outcome.imported, ...outcome.duplicates]
  const refused = outcome.refused[0]
  if (refused) raiseNotice(refused.failure)
  const others = cards.filter(({ media }) => media === 'video')
  if (others.length > 0) {
    raiseNotice({
      code: 'unsupported-file',
      message: 'Videos cannot be sent in a chat. They are in the library.',
      nextStep: 'none',
    })
  }
  return cards.filter(({ media }) => media !== 'video').map(({ id }) => id)
}

import { useState } from 'react'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { importBlob, importFiles } from '@renderer/data/uploads'
import { readViewState, useViewState, writeViewState } from '@renderer/data/view-state'
import type { ImportOutcome } from '@shared/contracts/library'

export interface Attachments {
  readonly assetIds: readonly string[]
  readonly isImporting: boolean
  /** Answers with the order that is then attached. */
  readonly add: (assetIds: readonly string[]) => readonly string[]
  readonly setOrder: (assetIds: readonly string[]) => void
  readonly clear: () => void
  readonly addFiles: (files: readonly File[]) => void
  readonly addClipboard: () => void
  /** Words that are too many for the text field: they become a file. Null where that failed and was said. */
  readonly addText: (text: string, name: string) => Promise<string | null>
  readonly pick: () => void
}

const MAX_FILES = 16
const NONE: readonly string[] = []

const keyOf = (conversationId: string | null): string => `chat.attached.${conversationId ?? 'new'}`

/** Adds files to a message that is being written, from outside of its composer. */
export function attachToDraft(conversationId: string | null, assetIds: readonly string[]): void {
  const key = keyOf(conversationId)
  writeViewState(key, [...new Set([...readViewState<readonly string[]>(key, NONE), ...assetIds])].slice(0, MAX_FILES))
}

/** Files that go with the next message. They are in the library from the moment they are dropped. */
export function useAttachments(conversationId: string | null): Attachments {
  const [assetIds, setAssetIds] = useViewState<readonly string[]>(keyOf(conversationId), NONE)
  const [importing, setImporting] = useState(0)
  const joined = (known: readonly string[], added: readonly string[]): readonly string[] =>
    [...new Set([...known, ...added])].slice(0, MAX_FILES)
  const add = (added: readonly string[]): readonly string[] => {
    setAssetIds((known) => joined(known, added))
    return joined(assetIds, added)
  }
  const during = async <Value>(work: Promise<Value>): Promise<Value | null> => {
    setImporting((count) => count + 1)
    try {
      return await work
    } catch (error) {
      raiseNotice(failureOf(error))
      return null
    } finally {
      setImporting((count) => count - 1)
    }
  }
  const take = async (work: Promise<ImportOutcome | null>): Promise<void> => {
    const outcome = await during(work)
    if (!outcome) return
    const refused = outcome.refused[0]
    if (refused) raiseNotice(refused.failure)
    add([...outcome.imported, ...outcome.duplicates].map(({ id }) => id))
  }
  return {
    assetIds,
    isImporting: importing > 0,
    add,
    setOrder: setAssetIds,
    clear: () => setAssetIds(NONE),
    addFiles: (files) => void take(importFiles(files)),
    addClipboard: () => void take(request('library.import-clipboard')),
    addText: async (text, displayName) => {
      const card = await during(importBlob(new Blob([text], { type: 'text/plain' }), { displayName, purpose: 'text' }))
      if (card) add([card.id])
      return card?.id ?? null
    },
    pick: () => void take(request('library.pick-files')),
  }
}

import { useState } from 'react'

export interface StageKey {
  /** For the stage's `key`. */
  readonly key: number
  /** To be told when the first message of a new chat has made it. */
  readonly onBegun: (conversationId: string) => void
}

interface Shown {
  readonly openId: string | null
  readonly key: number
}

/** Another stage for each chat, but the same one when a new chat comes into being: what is being written goes on in it. */
export function useStageKey(openId: string | null): StageKey {
  const [shown, setShown] = useState<Shown>({ openId, key: 0 })
  const [begunId, setBegunId] = useState<string | null>(null)
  let { key } = shown
  if (shown.openId !== openId) {
    if (shown.openId !== null || openId !== begunId) key += 1
    setShown({ openId, key })
  }
  return { key, onBegun: setBegunId }
}

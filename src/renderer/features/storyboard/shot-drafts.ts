import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import type { Shot } from '@shared/domain/storyboard'
import { useEffect } from 'react'
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { acceptBoard } from './accept-board'

/** Counted from the first unsaved letter, so that steady typing is saved too. */
const SAVE_DELAY_MS = 700

interface ShotDraft {
  readonly text?: string
  readonly seconds?: number
}

/** What was typed and is not stored yet; card and inspector read the same. */
const useDrafts = create<{ readonly drafts: ReadonlyMap<string, ShotDraft> }>(() => ({ drafts: new Map() }))
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** A shot's text and seconds as they stand on the screen. */
export function useShotWords(shot: Shot): { readonly text: string; readonly seconds: number } {
  return useDrafts(
    useShallow(({ drafts }) => {
      const draft = drafts.get(shot.id)
      return { text: draft?.text ?? shot.text, seconds: draft?.seconds ?? shot.seconds }
    }),
  )
}

/** Changes text or seconds at once and stores them a moment later. */
export function draftShot(shotId: string, change: ShotDraft): void {
  useDrafts.setState(({ drafts }) => ({ drafts: new Map(drafts).set(shotId, { ...drafts.get(shotId), ...change }) }))
  if (!timers.has(shotId))
    timers.set(
      shotId,
      setTimeout(() => void saveShot(shotId), SAVE_DELAY_MS),
    )
}

/** Stores what is unsaved of a shot; a refused change stays on the screen and is tried again with the next one. */
export async function saveShot(shotId: string): Promise<void> {
  clearTimeout(timers.get(shotId))
  timers.delete(shotId)
  const draft = useDrafts.getState().drafts.get(shotId)
  if (!draft) return
  try {
    acceptBoard(await request('storyboard.update-shot', { shotId, ...draft }))
    forget(shotId, draft)
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}

export async function saveAllShots(): Promise<void> {
  await Promise.all([...useDrafts.getState().drafts.keys()].map(saveShot))
}

/** Stores what is unsaved before the page goes. */
export function useSaveOnLeave(): void {
  useEffect(() => {
    const save = (): void => void saveAllShots()
    window.addEventListener('pagehide', save)
    window.addEventListener('blur', save)
    return () => {
      window.removeEventListener('pagehide', save)
      window.removeEventListener('blur', save)
    }
  }, [])
}

/** Only what was stored; letters typed meanwhile stay. */
function forget(shotId: string, stored: ShotDraft): void {
  useDrafts.setState(({ drafts }) => {
    const draft = drafts.get(shotId)
    if (!draft) return { drafts }
    const rest = {
      ...(draft.text !== undefined && draft.text !== stored.text ? { text: draft.text } : {}),
      ...(draft.seconds !== undefined && draft.seconds !== stored.seconds ? { seconds: draft.seconds } : {}),
    }
    const next = new Map(drafts)
    if (Object.keys(rest).length === 0) next.delete(shotId)
    else next.set(shotId, rest)
    return { drafts: next }
  })
}

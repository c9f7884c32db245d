import { isMac, isTextField } from '@renderer/lib/platform'
import { matchesShortcut, parseShortcut } from '@renderer/lib/shortcuts'
import { useEffect, useEffectEvent } from 'react'
import type { Playback } from './playback'
import { cutBeside, type Segment, totalSeconds } from './schedule'

const FRAME_SECONDS = 1 / 24

export interface TransportKeys {
  readonly isActive: boolean
  readonly playback: Playback
  readonly segments: readonly Segment[]
  readonly onClose: () => void
}

/** Space, J K L, arrows by frame, Shift and arrows by shot, Home, End, Esc, wherever the focus is in the view. */
export function useTransportKeys({ isActive, playback, segments, onClose }: TransportKeys): void {
  const seekTo = (seconds: number): void => {
    playback.pause()
    playback.seek(seconds)
  }
  const now = (): number => playback.state().seconds
  const actions: readonly (readonly [string, () => void])[] = [
    ['space', playback.toggle],
    ['J', () => playback.shuttle('J')],
    ['K', () => playback.shuttle('K')],
    ['L', () => playback.shuttle('L')],
    ['left', () => seekTo(now() - FRAME_SECONDS)],
    ['right', () => seekTo(now() + FRAME_SECONDS)],
    ['shift+left', () => playback.seek(cutBeside(segments, now(), -1))],
    ['shift+right', () => playback.seek(cutBeside(segments, now(), 1))],
    ['home', () => playback.seek(0)],
    ['end', () => seekTo(totalSeconds(segments))],
    ['esc', onClose],
  ]
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isActive || event.isComposing || isTextField(event.target) || isInPopup(event.target)) return
    const action = actions.find(([keys]) => matchesShortcut(event, parseShortcut(keys), isMac))
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    action[1]()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}

function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null
}

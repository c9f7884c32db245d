import { useEffect, useState, useSyncExternalStore } from 'react'
import { advance, type PlayState, shuttleRate, type ShuttleKey } from './transport'

export type Playback = ReturnType<typeof createPlayback>

/** The clock of the animatic, outside React: sixty changes a second concern only who draws them. */
export function createPlayback(startSeconds: number) {
  let state: PlayState = { seconds: startSeconds, rate: 0 }
  let total = 0
  const listeners = new Set<() => void>()
  const set = (next: PlayState): void => {
    if (next.seconds === state.seconds && next.rate === state.rate) return
    state = next
    for (const listener of listeners) listener()
  }
  const setRate = (rate: number): void => {
    const isAtEnd = rate > 0 && state.seconds >= total
    set({ seconds: isAtEnd ? 0 : state.seconds, rate })
  }
  return {
    state: (): PlayState => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** The film may become shorter or longer while it is shown. */
    setTotal: (seconds: number): void => {
      total = seconds
      if (state.seconds > total) set({ seconds: total, rate: 0 })
    },
    tick: (elapsedSeconds: number): void => set(advance(state, elapsedSeconds, total)),
    seek: (seconds: number): void => set({ ...state, seconds: Math.min(total, Math.max(0, seconds)) }),
    toggle: (): void => setRate(state.rate === 0 ? 1 : 0),
    pause: (): void => setRate(0),
    shuttle: (key: ShuttleKey): void => setRate(shuttleRate(state.rate, key)),
  }
}

/** A clock that runs while it is mounted, playing at once from where it begins. */
export function usePlayback(startSeconds: number, total: number): Playback {
  const [playback] = useState(() => createPlayback(startSeconds))
  useEffect(() => playback.setTotal(total), [playback, total])
  useEffect(() => playback.shuttle('L'), [playback])
  useEffect(() => {
    let lastMs = performance.now()
    let frame = requestAnimationFrame(function step(nowMs) {
      playback.tick(Math.max(0, nowMs - lastMs) / 1_000)
      lastMs = nowMs
      frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [playback])
  return playback
}

/** Draws again only when what is read of the clock changes. */
export function usePlayState<Value>(playback: Playback, read: (state: PlayState) => Value): Value {
  return useSyncExternalStore(playback.subscribe, () => read(playback.state()))
}

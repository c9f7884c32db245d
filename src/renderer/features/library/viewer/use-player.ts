import { detach } from '@renderer/data/detach'
import { useViewState } from '@renderer/data/view-state'
import { useEffect, useState } from 'react'

/** Generated clips tell their rate to nobody; 24 per second is what most of them have. */
const FRAME_MS = 1_000 / 24

export interface Player {
  readonly isPlaying: boolean
  readonly isBroken: boolean
  readonly timeMs: number
  readonly durationMs: number
  readonly isLooping: boolean
  readonly isMuted: boolean
  readonly togglePlaying: () => void
  readonly step: (frames: number) => void
  readonly seek: (timeMs: number) => void
  readonly toggleLooping: () => void
  readonly toggleMuted: () => void
  /** True when the key was meant for the player. */
  readonly pressKey: (event: KeyboardEvent) => boolean
}

/** Plays a media element and mirrors its state. */
export function usePlayer(element: HTMLMediaElement | null, knownDurationMs: number | null): Player {
  const [isPlaying, setIsPlaying] = useState(false)
  const [isBroken, setIsBroken] = useState(false)
  const [timeMs, setTimeMs] = useState(0)
  const [durationMs, setDurationMs] = useState(knownDurationMs ?? 0)
  const [isLooping, setIsLooping] = useViewState('library.is-looping', true)
  const [isMuted, setIsMuted] = useViewState('library.is-muted', false)

  useEffect(() => {
    if (!element) return undefined
    const follow = (): void => {
      setIsPlaying(!element.paused)
      setTimeMs(element.currentTime * 1_000)
      if (Number.isFinite(element.duration)) setDurationMs(element.duration * 1_000)
    }
    const breakDown = (): void => setIsBroken(true)
    const names = ['play', 'pause', 'timeupdate', 'seeked', 'durationchange', 'ended'] as const
    for (const name of names) element.addEventListener(name, follow)
    element.addEventListener('error', breakDown)
    return () => {
      for (const name of names) element.removeEventListener(name, follow)
      element.removeEventListener('error', breakDown)
    }
  }, [element])
  useFrames(element, isPlaying, setTimeMs)
  useEffect(() => {
    if (element) setUp(element, isLooping, isMuted)
  }, [element, isLooping, isMuted])

  const togglePlaying = (): void => {
    if (!element) return
    if (element.paused)
      detach(
        element.play().catch(() => undefined),
        'play',
      )
    else element.pause()
  }
  const seek = (nextMs: number): void => {
    if (element) moveTo(element, Math.min(Math.max(0, nextMs), durationMs))
    setTimeMs(nextMs)
  }
  const step = (frames: number): void => {
    element?.pause()
    seek((element?.currentTime ?? 0) * 1_000 + frames * FRAME_MS)
  }
  const toggleLooping = (): void => setIsLooping((is) => !is)
  const toggleMuted = (): void => setIsMuted((is) => !is)
  const keys: Readonly<Record<string, () => void>> = {
    k: togglePlaying,
    ' ': togglePlaying,
    ',': () => step(-1),
    '.': () => step(1),
    l: toggleLooping,
    m: toggleMuted,
  }
  const pressKey = (event: KeyboardEvent): boolean => {
    const run = keys[event.key.toLowerCase()]
    run?.()
    return run !== undefined
  }
  return {
    isPlaying,
    isBroken,
    timeMs,
    durationMs,
    isLooping,
    isMuted,
    togglePlaying,
    step,
    seek,
    toggleLooping,
    toggleMuted,
    pressKey,
  }
}

/** The element tells its time four times a second; a moving bar wants each frame. */
function useFrames(element: HTMLMediaElement | null, isPlaying: boolean, onTime: (timeMs: number) => void): void {
  useEffect(() => {
    if (!element || !isPlaying) return undefined
    let frame = 0
    const tick = (): void => {
      onTime(element.currentTime * 1_000)
      frame = requestAnimationFrame(tick)
    }
    frame = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(frame)
  }, [element, isPlaying, onTime])
}

function setUp(element: HTMLMediaElement, isLooping: boolean, isMuted: boolean): void {
  element.loop = isLooping
  element.muted = isMuted
}

function moveTo(element: HTMLMediaElement, timeMs: number): void {
  element.currentTime = timeMs / 1_000
}

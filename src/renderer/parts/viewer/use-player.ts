import { detach } from '@renderer/data/detach'
import { useViewState } from '@renderer/data/view-state'
import { useEffect, useState } from 'react'
import { type Marks, NO_MARKS, shuttle, withIn, withOut } from './marks'
import { useShuttle } from './use-shuttle'

/** Where a clip does not tell its rate; 24 per second is what most generated ones have. */
const USUAL_RATE = 24

export interface Player {
  readonly isPlaying: boolean
  readonly isBroken: boolean
  readonly timeMs: number
  readonly durationMs: number
  readonly isLooping: boolean
  readonly isMuted: boolean
  /** The stretch that is played, in milliseconds. */
  readonly marks: Marks
  /** 1 as it was made, 2 and 4 faster, negative backwards. */
  readonly speed: number
  readonly togglePlaying: () => void
  readonly step: (frames: number) => void
  readonly seek: (timeMs: number) => void
  readonly markIn: () => void
  readonly markOut: () => void
  readonly clearMarks: () => void
  readonly toggleLooping: () => void
  readonly toggleMuted: () => void
  /** True when the key was meant for the player. */
  readonly pressKey: (event: KeyboardEvent) => boolean
}

export interface PlayerFacts {
  readonly durationMs: number | null
  readonly framesPerSecond: number | null
}

/** Plays a media element and mirrors its state. Keys are those of cutting rooms: J K L, I and O, comma and full stop. */
export function usePlayer(element: HTMLMediaElement | null, facts: PlayerFacts): Player {
  const [isBroken, setIsBroken] = useState(false)
  const [isPlaying, setIsPlaying] = useState(false)
  const [timeMs, setTimeMs] = useState(0)
  const [durationMs, setDurationMs] = useState(facts.durationMs ?? 0)
  const [marks, setMarks] = useState<Marks>(NO_MARKS)
  const [speed, setSpeed] = useState(1)
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
  useShuttle(element, { speed, marks, isLooping, onStopped: () => setSpeed(1) })
  useEffect(() => {
    if (element) setUp(element, isLooping && marks === NO_MARKS, isMuted)
  }, [element, isLooping, isMuted, marks])

  const seek = (nextMs: number): void => {
    const held = Math.min(Math.max(0, nextMs), durationMs)
    if (element) moveTo(element, held)
    setTimeMs(held)
  }
  const step = (frames: number): void => {
    setSpeed(1)
    element?.pause()
    seek((element?.currentTime ?? 0) * 1_000 + (frames * 1_000) / (facts.framesPerSecond ?? USUAL_RATE))
  }
  const run = (next: number): void => {
    setSpeed(next)
    if (next > 0) play(element)
    else element?.pause()
  }
  const togglePlaying = (): void => {
    const isMoving = speed < 0 || element?.paused === false
    setSpeed(1)
    if (isMoving) element?.pause()
    else play(element)
  }
  const markIn = (): void => setMarks((known) => withIn(known, timeMs, durationMs))
  const markOut = (): void => setMarks((known) => withOut(known, timeMs))
  const toggleLooping = (): void => setIsLooping((is) => !is)
  const toggleMuted = (): void => setIsMuted((is) => !is)
  const keys: Readonly<Record<string, () => void>> = {
    k: togglePlaying,
    ' ': togglePlaying,
    j: () => run(shuttle(speed, isPlaying || speed < 0, -1)),
    l: () => run(shuttle(speed, isPlaying || speed < 0, 1)),
    ',': () => step(-1),
    '.': () => step(1),
    i: markIn,
    o: markOut,
    home: () => seek(marks.inMs ?? 0),
    end: () => seek(marks.outMs ?? durationMs),
    m: toggleMuted,
  }
  const pressKey = (event: KeyboardEvent): boolean => {
    const key = event.key.toLowerCase()
    const act = event.shiftKey && key === 'l' ? toggleLooping : keys[key]
    act?.()
    return act !== undefined
  }
  return {
    isPlaying: isPlaying || speed < 0,
    isBroken,
    timeMs,
    durationMs,
    isLooping,
    isMuted,
    marks,
    speed,
    togglePlaying,
    step,
    seek,
    markIn,
    markOut,
    clearMarks: () => setMarks(NO_MARKS),
    toggleLooping,
    toggleMuted,
    pressKey,
  }
}

function play(element: HTMLMediaElement | null): void {
  if (!element) return
  detach(
    element.play().catch(() => undefined),
    'play',
  )
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

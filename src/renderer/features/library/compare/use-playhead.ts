import { detach } from '@renderer/data/detach'
import { useEffect, useRef, useState } from 'react'
import { correctionOf } from './playhead'

export interface Playhead {
  readonly isPlaying: boolean
  readonly timeMs: number
  readonly durationMs: number
  readonly toggle: () => void
  readonly seek: (timeMs: number) => void
  readonly step: (frames: number) => void
  /** Give this to every video; null takes it away. */
  readonly register: (id: string, element: HTMLVideoElement | null) => void
}

const FRAME_S = 1 / 24

/** One playhead for several videos: the first leads, the others keep up with it. */
export function usePlayhead(): Playhead {
  const videos = useRef(new Map<string, HTMLVideoElement>())
  const [isPlaying, setIsPlaying] = useState(false)
  const [timeMs, setTimeMs] = useState(0)
  const [durationMs, setDurationMs] = useState(0)
  const all = (): readonly HTMLVideoElement[] => [...videos.current.values()]

  useEffect(() => {
    if (!isPlaying) return undefined
    let frame = 0
    const tick = (): void => {
      const [leader, ...followers] = [...videos.current.values()]
      if (leader) {
        for (const follower of followers) keepUp(leader, follower)
        setTimeMs(leader.currentTime * 1_000)
      }
      frame = requestAnimationFrame(tick)
    }
    frame = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(frame)
  }, [isPlaying])

  const seekTo = (timeS: number): void => {
    for (const video of all()) video.currentTime = Math.min(Math.max(0, timeS), video.duration || 0)
    setTimeMs(timeS * 1_000)
  }
  const pause = (): void => {
    for (const video of all()) video.pause()
    setIsPlaying(false)
    // Stopped, all show the same moment.
    seekTo(all()[0]?.currentTime ?? 0)
  }
  const play = (): void => {
    seekTo(all()[0]?.currentTime ?? 0)
    for (const video of all())
      detach(
        video.play().catch(() => undefined),
        'play a compared clip',
      )
    setIsPlaying(true)
  }
  return {
    isPlaying,
    timeMs,
    durationMs,
    toggle: () => (isPlaying ? pause() : play()),
    seek: (nextMs) => seekTo(nextMs / 1_000),
    step: (frames) => {
      if (isPlaying) pause()
      seekTo((all()[0]?.currentTime ?? 0) + frames * FRAME_S)
    },
    register: (id, element) => {
      if (!element) {
        videos.current.delete(id)
        return
      }
      videos.current.set(id, element)
      const note = (): void => setDurationMs(Math.max(0, ...all().map(({ duration }) => (duration || 0) * 1_000)))
      element.addEventListener('loadedmetadata', note)
      note()
    },
  }
}

function keepUp(leader: HTMLVideoElement, follower: HTMLVideoElement): void {
  const correction = correctionOf(leader.currentTime, follower.currentTime, follower.duration || Infinity)
  if (correction.kind === 'seek') moveTo(follower, correction.timeS)
  setRate(follower, correction.kind === 'rate' ? correction.rate : 1)
}

function moveTo(video: HTMLVideoElement, timeS: number): void {
  if (!video.seeking) video.currentTime = timeS
}

function setRate(video: HTMLVideoElement, rate: number): void {
  if (video.playbackRate !== rate) video.playbackRate = rate
}

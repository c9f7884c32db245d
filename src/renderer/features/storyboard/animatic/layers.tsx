import { assetUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { useEffect, useRef } from 'react'
import { type Playback, usePlayState } from './playback'
import { type Segment, segmentIndexAt } from './schedule'

const AHEAD = 2
const BEHIND = 1
/** Playing video is left alone within this, because each correction is seen. */
const DRIFT_SECONDS = 0.25
const STILL_SECONDS = 0.02

/** The picture at the playhead, with its neighbours loaded beneath it, so that a cut only changes what is seen. */
export function Layers({ segments, playback }: { readonly segments: readonly Segment[]; readonly playback: Playback }) {
  const index = usePlayState(playback, ({ seconds }) => segmentIndexAt(segments, seconds))
  return segments
    .slice(Math.max(0, index - BEHIND), index + AHEAD + 1)
    .map((segment) => (
      <Layer key={segment.shotId} segment={segment} playback={playback} isShown={segment === segments[index]} />
    ))
}

interface LayerProps {
  readonly segment: Segment
  readonly playback: Playback
  readonly isShown: boolean
}

function Layer({ segment, playback, isShown }: LayerProps) {
  return (
    <div
      data-layer={segment.number}
      aria-hidden={!isShown}
      className={classNames('absolute inset-0', !isShown && 'invisible')}
    >
      {segment.take === null ? (
        <MissingTake segment={segment} />
      ) : segment.take.media === 'video' ? (
        <ClipLayer
          key={segment.take.assetId}
          segment={segment}
          assetId={segment.take.assetId}
          playback={playback}
          isShown={isShown}
        />
      ) : (
        <PictureLayer key={segment.take.assetId} assetId={segment.take.assetId} label={labelOf(segment)} />
      )}
    </div>
  )
}

function PictureLayer({ assetId, label }: { readonly assetId: string; readonly label: string }) {
  const picture = useRef<HTMLImageElement>(null)
  useEffect(() => {
    // Decoded before its turn; a picture that cannot be decoded shows its label.
    picture.current?.decode().catch(() => undefined)
  }, [])
  return (
    <img
      ref={picture}
      src={assetUrl(assetId)}
      alt={label}
      decoding="sync"
      draggable={false}
      className="size-full object-contain"
    />
  )
}

/** A clip that follows the clock; shorter than its shot it holds its last frame, longer it is cut. */
function ClipLayer({ segment, assetId, playback, isShown }: LayerProps & { readonly assetId: string }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const follow = (): void => {
      if (video.current) keepInStep(video.current, segment, playback, isShown)
    }
    follow()
    const element = video.current
    element?.addEventListener('loadedmetadata', follow)
    const unsubscribe = playback.subscribe(follow)
    return () => {
      element?.removeEventListener('loadedmetadata', follow)
      unsubscribe()
    }
  }, [segment, playback, isShown])
  return (
    <video
      ref={video}
      src={assetUrl(assetId)}
      aria-label={labelOf(segment)}
      preload="auto"
      playsInline
      className="size-full object-contain"
    />
  )
}

function keepInStep(video: HTMLVideoElement, segment: Segment, playback: Playback, isShown: boolean): void {
  const { seconds, rate } = playback.state()
  const length = Number.isFinite(video.duration) ? video.duration : Infinity
  const wanted = isShown ? Math.min(Math.max(0, seconds - segment.startSeconds), length) : 0
  const isRolling = isShown && rate > 0 && wanted < length
  const drift = Math.abs(video.currentTime - wanted)
  if (drift > (isRolling ? DRIFT_SECONDS * rate : STILL_SECONDS) && !video.seeking) video.currentTime = wanted
  if (isRolling) {
    if (video.playbackRate !== rate) video.playbackRate = rate
    if (video.paused) video.play().catch(() => undefined)
  } else if (!video.paused) video.pause()
}

function MissingTake({ segment }: { readonly segment: Segment }) {
  return (
    <div className="flex size-full flex-col items-center justify-center gap-2 bg-[#2a2a2a] p-[8%] text-center text-white">
      <span className="text-12 text-white/75">Shot {segment.number} has no take yet</span>
      <p className="max-h-full overflow-hidden text-20 text-balance whitespace-pre-line">{segment.text || 'No text'}</p>
    </div>
  )
}

function labelOf({ number, text }: Segment): string {
  return text.trim() === '' ? `Shot ${number}` : `Shot ${number}: ${text}`
}

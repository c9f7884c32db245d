import { detach } from '@renderer/data/detach'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { assetUrl, noteCopied, playableUrl, thumbnailUrl } from '@renderer/lib/media-url'
import { TimedLyrics } from '@renderer/parts/timed-lyrics/timed-lyrics'
import { useTimedLyrics } from '@renderer/parts/timed-lyrics/use-timed-lyrics'
import type { AssetDetail } from '@shared/domain/asset'
import { AudioLines } from 'lucide-react'
import { type Ref, useImperativeHandle, useState } from 'react'
import { grabFrame } from './grab-frame'
import type { StageHandle } from './picture-stage'
import { Transport } from './transport'
import { UnplayableClip, UnplayableSound } from './unplayable'
import { useFileReturn } from './use-file-return'
import { usePlayer } from './use-player'
import { Waveform } from './waveform'

export interface PlayerStageProps {
  readonly detail: AssetDetail
  readonly handle: Ref<StageHandle>
}

/** Begins anew when a copy was made of a clip that could not be played. */
export function VideoStage({ detail, handle }: PlayerStageProps) {
  const [copies, setCopies] = useState(0)
  return (
    <ClipPlayer
      key={copies}
      detail={detail}
      handle={handle}
      src={playableUrl(detail.id)}
      onCopied={() => {
        noteCopied(detail.id)
        setCopies((count) => count + 1)
      }}
      onReturn={() => setCopies((count) => count + 1)}
    />
  )
}

interface ClipPlayerProps extends PlayerStageProps {
  readonly src: string
  readonly onCopied: () => void
  /** The file may be back. */
  readonly onReturn: () => void
}

function ClipPlayer({ detail, handle, src, onCopied, onReturn }: ClipPlayerProps) {
  const [element, setElement] = useState<HTMLVideoElement | null>(null)
  const extras = useStudioQuery('library.extras', { assetId: detail.id }).data
  const player = usePlayer(element, {
    durationMs: detail.durationMs,
    framesPerSecond: extras?.framesPerSecond ?? null,
  })
  useFileReturn(player.isBroken, detail.isMissing === true, onReturn)
  const grab = (): void => {
    if (element) detach(grabFrame(element, detail), 'keep a frame')
  }
  useImperativeHandle(handle, () => ({
    pressKey: (event) => {
      if (event.key.toLowerCase() !== 'g') return player.pressKey(event)
      grab()
      return true
    },
  }))
  return (
    <div className="absolute inset-0 flex flex-col gap-3 p-3">
      {player.isBroken ? (
        <UnplayableClip detail={detail} onCopied={onCopied} />
      ) : (
        <video
          ref={setElement}
          src={src}
          // Without it the page may show a frame but not keep it.
          crossOrigin="anonymous"
          aria-label={detail.title || detail.displayName}
          playsInline
          preload="auto"
          {...(detail.thumbnail === 'ready' ? { poster: thumbnailUrl(detail.id, 960) } : {})}
          onClick={player.togglePlaying}
          className="min-h-0 w-full flex-1 object-contain"
        />
      )}
      {player.isBroken ? null : <Transport player={player} hasFrames onGrab={grab} />}
    </div>
  )
}

/** Begins anew when a file that was gone may be back. */
export function AudioStage(props: PlayerStageProps) {
  const [tries, setTries] = useState(0)
  return <SoundPlayer key={tries} {...props} onReturn={() => setTries((count) => count + 1)} />
}

interface SoundPlayerProps extends PlayerStageProps {
  readonly onReturn: () => void
}

function SoundPlayer({ detail, handle, onReturn }: SoundPlayerProps) {
  const lines = useTimedLyrics(detail.id)
  const [element, setElement] = useState<HTMLMediaElement | null>(null)
  const extras = useStudioQuery('library.extras', { assetId: detail.id }).data
  const player = usePlayer(element, { durationMs: detail.durationMs, framesPerSecond: null })
  useFileReturn(player.isBroken, detail.isMissing === true, onReturn)
  useImperativeHandle(handle, () => ({ pressKey: player.pressKey }))
  const peaks = extras?.peaks
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-6 p-3">
      <audio
        ref={setElement}
        src={assetUrl(detail.id)}
        preload="auto"
        aria-label={detail.title || detail.displayName}
      />
      {player.isBroken ? (
        <UnplayableSound detail={detail} />
      ) : peaks && peaks.length > 0 ? (
        <>
          <Title detail={detail} />
          <Waveform peaks={peaks} player={player} />
        </>
      ) : lines.length === 0 ? (
        <Cover detail={detail} />
      ) : null}
      {player.isBroken || lines.length === 0 ? null : (
        <TimedLyrics
          lines={lines}
          timeMs={player.timeMs}
          onSeek={player.seek}
          className="min-h-0 w-full max-w-160 flex-1 rounded-panel bg-black/50 px-4 py-4 text-15 leading-8 text-on-stage"
        />
      )}
      <div className="w-full max-w-160">{player.isBroken ? null : <Transport player={player} hasFrames={false} />}</div>
    </div>
  )
}

function Title({ detail }: { readonly detail: AssetDetail }) {
  return (
    <span className="max-w-120 text-center text-15 text-balance text-on-stage">
      {detail.title || detail.displayName}
    </span>
  )
}

function Cover({ detail }: { readonly detail: AssetDetail }) {
  if (detail.thumbnail === 'ready') {
    return (
      <img
        src={thumbnailUrl(detail.id, 960)}
        alt=""
        draggable={false}
        className="max-h-3/5 min-h-0 max-w-160 rounded-panel object-contain"
      />
    )
  }
  return (
    <div className="flex flex-col items-center gap-4 text-on-stage">
      <AudioLines aria-hidden className="size-20 stroke-1" />
      <span className="max-w-120 text-center text-15 text-balance">{detail.title || detail.displayName}</span>
    </div>
  )
}

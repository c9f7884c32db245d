import { assetUrl, thumbnailUrl } from '@renderer/lib/media-url'
import type { AssetDetail } from '@shared/domain/asset'
import { AudioLines, VideoOff } from 'lucide-react'
import { type Ref, useImperativeHandle, useState } from 'react'
import type { StageHandle } from './picture-stage'
import { Transport } from './transport'
import { usePlayer } from './use-player'

export interface PlayerStageProps {
  readonly detail: AssetDetail
  readonly handle: Ref<StageHandle>
}

export function VideoStage({ detail, handle }: PlayerStageProps) {
  const [element, setElement] = useState<HTMLMediaElement | null>(null)
  const player = usePlayer(element, detail.durationMs)
  useImperativeHandle(handle, () => ({ pressKey: player.pressKey }))
  return (
    <div className="absolute inset-0 flex flex-col gap-3 p-3">
      {player.isBroken ? (
        <Broken />
      ) : (
        <video
          ref={setElement}
          src={assetUrl(detail.id)}
          aria-label={detail.title || detail.displayName}
          playsInline
          preload="auto"
          {...(detail.thumbnail === 'ready' ? { poster: thumbnailUrl(detail.id, 960) } : {})}
          onClick={player.togglePlaying}
          className="min-h-0 w-full flex-1 object-contain"
        />
      )}
      {player.isBroken ? null : <Transport player={player} hasFrames />}
    </div>
  )
}

export function AudioStage({ detail, handle }: PlayerStageProps) {
  const [element, setElement] = useState<HTMLMediaElement | null>(null)
  const player = usePlayer(element, detail.durationMs)
  useImperativeHandle(handle, () => ({ pressKey: player.pressKey }))
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-6 p-3">
      <audio
        ref={setElement}
        src={assetUrl(detail.id)}
        preload="auto"
        aria-label={detail.title || detail.displayName}
      />
      {player.isBroken ? <Broken /> : <Cover detail={detail} />}
      <div className="w-full max-w-160">{player.isBroken ? null : <Transport player={player} hasFrames={false} />}</div>
    </div>
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

function Broken() {
  return (
    <div role="alert" className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 text-on-stage">
      <VideoOff aria-hidden className="size-8 stroke-[1.25]" />
      This file cannot be played. It may be missing or damaged, or of a kind that this program does not know.
    </div>
  )
}

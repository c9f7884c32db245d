import type { AssetDetail } from '@shared/domain/asset'
import { assertNever } from '@shared/lib/assert-never'
import type { Ref } from 'react'
import { PictureStage, type StageHandle } from './picture-stage'
import { AudioStage, VideoStage } from './player-stages'
import { TextStage } from './text-stage'

/** An item, large, in whatever way its kind is looked at; the same everywhere. */
export function Stage({ detail, handle }: { readonly detail: AssetDetail; readonly handle: Ref<StageHandle> }) {
  switch (detail.media) {
    case 'image':
      return <PictureStage detail={detail} handle={handle} />
    case 'video':
      return <VideoStage detail={detail} handle={handle} />
    case 'audio':
      return <AudioStage detail={detail} handle={handle} />
    case 'text':
      return <TextStage detail={detail} />
    default:
      return assertNever(detail.media)
  }
}

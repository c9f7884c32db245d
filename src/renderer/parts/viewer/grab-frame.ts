import { importBlob } from '@renderer/data/uploads'
import { navigate } from '@renderer/lib/navigation'
import { showToast } from '@renderer/ui/toast'
import type { AssetDetail } from '@shared/domain/asset'

/** Puts the frame that is shown into the library, as a picture that came from the clip. */
export async function grabFrame(video: HTMLVideoElement, detail: AssetDetail): Promise<void> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
  const context = canvas.getContext('2d')
  if (!context || video.videoWidth === 0) return
  context.drawImage(video, 0, 0)
  const seconds = video.currentTime.toFixed(2).replace('.', 's')
  const card = await importBlob(await canvas.convertToBlob({ type: 'image/png' }), {
    displayName: `${detail.title || detail.displayName} at ${seconds}.png`.slice(-200),
    purpose: 'picture',
    parentAssetId: detail.id,
  })
  showToast({
    title: 'Kept the frame as a picture',
    tone: 'success',
    action: { label: 'Show', onPress: () => navigate({ view: 'library', assetId: card.id }) },
  })
}

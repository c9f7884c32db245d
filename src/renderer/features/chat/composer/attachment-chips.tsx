import { X } from 'lucide-react'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { IconButton } from '@renderer/ui/icon-button'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Skeleton } from '@renderer/ui/skeleton'
import type { Attachments } from './use-attachments'

/** Thumbnails of what goes with the message, in order. */
export function AttachmentChips({ attachments }: { readonly attachments: Attachments }) {
  const { assetIds, isImporting, remove } = attachments
  const { data } = useStudioQuery(
    'library.cards',
    { assetIds: [...assetIds] },
    { isEnabled: assetIds.length > 0, keepsPrevious: true },
  )
  if (assetIds.length === 0 && !isImporting) return null
  return (
    <ul aria-label="Attached pictures" className="flex flex-wrap gap-2 px-3 pt-3">
      {assetIds.map((assetId, index) => {
        const card = data?.find(({ id }) => id === assetId)
        const label = card?.title || `Picture ${index + 1}`
        return (
          <li key={assetId} className="group relative">
            <MediaThumb
              src={thumbnailUrl(assetId, 320)}
              kind="image"
              state={card?.thumbnail ?? 'pending'}
              label={label}
              className="size-16"
            />
            <IconButton
              size="small"
              label={`Remove ${label}`}
              icon={<X />}
              onClick={() => remove(assetId)}
              className="absolute -top-1.5 -right-1.5 size-5 rounded-full bg-raised shadow-popup"
            />
          </li>
        )
      })}
      {isImporting ? (
        <li>
          <Skeleton className="size-16" />
        </li>
      ) : null}
    </ul>
  )
}

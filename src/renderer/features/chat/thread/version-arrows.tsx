import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '@renderer/ui/icon-button'

export interface VersionArrowsProps {
  readonly messageId: string
  readonly versionIds: readonly string[]
  readonly onShow: (messageId: string) => Promise<void>
}

/** ‹ 2/3 ›: walks the versions of one turn. */
export function VersionArrows({ messageId, versionIds, onShow }: VersionArrowsProps) {
  if (versionIds.length < 2) return null
  const index = versionIds.indexOf(messageId)
  const show = (at: number): void => {
    const id = versionIds[at]
    if (id !== undefined) void onShow(id)
  }
  return (
    <span className="flex items-center text-11 text-muted tabular-nums" role="group" aria-label="Versions">
      <IconButton
        size="small"
        label="Earlier version"
        icon={<ChevronLeft />}
        disabledReasons={index <= 0 ? ['This is the first version.'] : []}
        onClick={() => show(index - 1)}
      />
      {index + 1}/{versionIds.length}
      <IconButton
        size="small"
        label="Later version"
        icon={<ChevronRight />}
        disabledReasons={index >= versionIds.length - 1 ? ['This is the last version.'] : []}
        onClick={() => show(index + 1)}
      />
    </span>
  )
}

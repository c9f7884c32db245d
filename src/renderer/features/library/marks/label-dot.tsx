import { classNames } from '@renderer/ui/class-names'
import type { ColourLabel } from '@shared/domain/asset'
import { LABEL_CLASSES, LABEL_WORDS } from './label-words'

export interface LabelDotProps {
  readonly label: ColourLabel
  readonly className?: string
}

/** A colour label, named for those who do not see it. */
export function LabelDot({ label, className }: LabelDotProps) {
  return (
    <span
      role="img"
      aria-label={`${LABEL_WORDS[label]} label`}
      className={classNames(
        'inline-block size-3 shrink-0 rounded-full ring-1 ring-white/80',
        LABEL_CLASSES[label],
        className,
      )}
    />
  )
}

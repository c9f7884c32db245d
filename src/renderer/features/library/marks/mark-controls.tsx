import { IconButton } from '@renderer/ui/icon-button'
import { COLOUR_LABELS, type ColourLabel, type PickState } from '@shared/domain/asset'
import type { AssetMarks } from '@shared/domain/library-order'
import { Flag, FlagOff } from 'lucide-react'
import { LABEL_CLASSES, LABEL_KEYS, LABEL_WORDS } from './label-words'

export interface MarkControlsProps {
  /** Of the one item; absent for several, whose marks may differ. */
  readonly label?: ColourLabel | undefined
  readonly pick?: PickState | undefined
  readonly onMark: (marks: AssetMarks) => void
}

/** Pick or reject, and a colour; pressing what is set takes it away. */
export function MarkControls({ label, pick = 0, onMark }: MarkControlsProps) {
  return (
    <div className="flex items-center gap-1">
      <IconButton
        label="Pick"
        keys="P"
        size="small"
        icon={<Flag className={pick === 1 ? 'fill-current text-success' : ''} />}
        isPressed={pick === 1}
        onClick={() => onMark({ pick: pick === 1 ? 0 : 1 })}
      />
      <IconButton
        label="Reject"
        keys="X"
        size="small"
        icon={<FlagOff className={pick === -1 ? 'text-danger' : ''} />}
        isPressed={pick === -1}
        onClick={() => onMark({ pick: pick === -1 ? 0 : -1 })}
      />
      <span aria-hidden className="mx-1 h-4 w-px bg-line" />
      {COLOUR_LABELS.map((colour) => (
        <IconButton
          key={colour}
          label={`${LABEL_WORDS[colour]} label`}
          {...(LABEL_KEYS[colour] ? { keys: LABEL_KEYS[colour] } : {})}
          size="small"
          icon={<span aria-hidden className={`size-3 rounded-full ${LABEL_CLASSES[colour]}`} />}
          isPressed={label === colour}
          onClick={() => onMark({ label: label === colour ? null : colour })}
        />
      ))}
    </div>
  )
}

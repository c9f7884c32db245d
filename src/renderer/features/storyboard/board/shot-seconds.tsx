import { NumberInput } from '@renderer/ui/number-input'
import type { Shot } from '@shared/domain/storyboard'
import { draftShot, saveShot, useShotWords } from '../shot-drafts'

const MIN_SECONDS = 0.1
const MAX_SECONDS = 600

export interface ShotSecondsProps {
  readonly shot: Shot
  readonly number: number
  readonly className?: string
  readonly isLarge?: boolean
}

/** How long a shot stands, in seconds; arrows change it by half a second. */
export function ShotSeconds({ shot, number, className, isLarge = false }: ShotSecondsProps) {
  const { seconds } = useShotWords(shot)
  return (
    <span onBlur={() => void saveShot(shot.id)} className={className}>
      <NumberInput
        aria-label={`Seconds of shot ${number}`}
        value={seconds}
        min={MIN_SECONDS}
        max={MAX_SECONDS}
        step={0.5}
        className={isLarge ? '' : 'h-6 px-1 text-right text-12'}
        onValueChange={(next) => next !== null && next >= MIN_SECONDS && draftShot(shot.id, { seconds: next })}
      />
    </span>
  )
}

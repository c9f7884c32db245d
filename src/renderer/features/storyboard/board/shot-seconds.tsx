import { NumberInput } from '@renderer/ui/number-input'
import { classNames } from '@renderer/ui/class-names'
import type { Shot } from '@shared/domain/storyboard'
import { draftShot, saveShot, useShotWords } from '../shot-drafts'

const MIN_SECONDS = 0.1
const MAX_SECONDS = 600

/** On a card the field keeps quiet until it is pointed at. */
const COMPACT =
  '[&_input]:field-sizing-content [&_input]:h-6 [&_input]:w-auto [&_input]:min-w-5 [&_input]:px-1.5 [&_input]:text-12 [&_input:not(:hover,:focus)]:border-transparent [&_input:not(:hover,:focus)]:bg-transparent'

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
    <span onBlur={() => void saveShot(shot.id)} className={classNames(className, !isLarge && COMPACT)}>
      <NumberInput
        aria-label={`Seconds of shot ${number}`}
        value={seconds}
        min={MIN_SECONDS}
        max={MAX_SECONDS}
        step={0.5}
        onValueChange={(next) => next !== null && next >= MIN_SECONDS && draftShot(shot.id, { seconds: next })}
      />
    </span>
  )
}

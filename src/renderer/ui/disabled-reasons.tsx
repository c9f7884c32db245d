import type { MouseEvent, ReactElement } from 'react'
import { Tooltip } from './tooltip'

export type DisabledReasons = readonly string[] | undefined

export function isBlocked(reasons: DisabledReasons): boolean {
  return reasons !== undefined && reasons.length > 0
}

/** A blocked control stays focusable, so that its reasons can be read; it only does nothing. */
export function blockedProps(reasons: DisabledReasons) {
  if (!isBlocked(reasons)) return {}
  return {
    'aria-disabled': true,
    onClick: (event: MouseEvent) => event.preventDefault(),
  } as const
}

/** Wraps a control with the list of why it cannot be used; without reasons with its plain tooltip, if any. */
export function explain(
  control: ReactElement,
  reasons: DisabledReasons,
  tooltip?: string,
  keys?: string,
  side?: 'top' | 'right' | 'bottom' | 'left',
): ReactElement {
  if (reasons !== undefined && reasons.length > 0) {
    return (
      <Tooltip label={<ReasonList reasons={reasons} />} {...(side ? { side } : {})}>
        {control}
      </Tooltip>
    )
  }
  if (!tooltip) return control
  return (
    <Tooltip label={tooltip} keys={keys} {...(side ? { side } : {})}>
      {control}
    </Tooltip>
  )
}

function ReasonList({ reasons }: { readonly reasons: readonly string[] }) {
  if (reasons.length === 1) return <>{reasons[0]}</>
  return (
    <ul className="list-disc pl-4">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}

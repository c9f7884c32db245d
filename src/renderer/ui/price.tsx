import { Tooltip } from './tooltip'

export interface PriceProps {
  /** For example "$0.04", "about $0.12" or "price unknown". */
  readonly text: string
  /** Where the amount comes from, or why there is none. */
  readonly detail: string
  readonly isKnown: boolean
}

/** An amount with its basis one hover away; spread `describePrice(price)` into it. */
export function Price({ text, detail, isKnown }: PriceProps) {
  const amount = (
    <span
      tabIndex={detail ? 0 : undefined}
      className={isKnown ? 'whitespace-nowrap tabular-nums' : 'whitespace-nowrap text-muted'}
    >
      {text}
    </span>
  )
  return detail ? <Tooltip label={detail}>{amount}</Tooltip> : amount
}

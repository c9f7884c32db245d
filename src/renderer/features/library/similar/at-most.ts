import { formatMicroUsd } from '@renderer/lib/format-money'

/** The price on a button that sends; unknown stays unknown. */
export const atMost = (estimateMicroUsd: number | null): string =>
  estimateMicroUsd === null ? 'price unknown' : `at most ${formatMicroUsd(estimateMicroUsd)}`

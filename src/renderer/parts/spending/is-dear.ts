import type { Price } from '@shared/domain/money'

/** Whether a run costs more than the person wants to spend without being asked; an unknown price does not ask. */
export function isDear(price: Price, askAboveMicroUsd: number | null): boolean {
  return price.kind === 'known' && askAboveMicroUsd !== null && price.amountMicroUsd > askAboveMicroUsd
}

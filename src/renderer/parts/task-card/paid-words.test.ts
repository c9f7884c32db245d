import { expect, test } from 'vitest'
import { paidWords } from './paid-words'

const estimate = { kind: 'known', amountMicroUsd: 250_000, certainty: 'estimate', basis: 'tokens' } as const
const base = { state: 'succeeded', failure: null } as const

test('an estimate that was booked is not called a charge', () => {
  expect(paidWords({ ...base, estimate, chargedMicroUsd: 250_000 }).text).toBe('about $0.25')
})

test('what the gateway did charge is shown as it is', () => {
  expect(paidWords({ ...base, estimate, chargedMicroUsd: 170_000 }).text).toBe('$0.17')
})

test('a refusal that cost nothing shows no amount', () => {
  const failure = { code: 'unauthorized', message: '', nextStep: 'open-settings', charge: 'not-charged' } as const
  expect(paidWords({ state: 'failed', estimate, chargedMicroUsd: null, failure }).text).toBe('not charged')
})

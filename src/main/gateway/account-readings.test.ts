import { describe, expect, it } from 'vitest'
import { readBillingBalance, readModels, readPrices, readSiteUnit, readTokenBalance } from './account-readings'
import type { GatewayAnswer } from './types'

const answer = (json: unknown): GatewayAnswer => ({
  status: 200,
  headers: {},
  contentType: 'application/json',
  bytes: Buffer.from(JSON.stringify(json)),
  json,
})
const DOLLARS = readSiteUnit(undefined)

describe('account readings', () => {
  it('reads what is left on a key in quota units', () => {
    const usage = {
      code: true,
      data: { total_granted: 1_000_000, total_used: 250_000, total_available: 750_000, unlimited_quota: false },
    }
    expect(readTokenBalance(usage, DOLLARS, 7)).toEqual({ kind: 'known', remainingMicroUsd: 1_500_000, checkedAtMs: 7 })
    const otherUnit = readSiteUnit({ data: { quota_per_unit: 1_000_000 } })
    expect(readTokenBalance(usage, otherUnit, 7)).toMatchObject({ remainingMicroUsd: 750_000 })
    expect(
      readTokenBalance({ code: true, data: { unlimited_quota: true, total_available: 0 } }, DOLLARS, 7),
    ).toMatchObject({ kind: 'unlimited' })
    expect(readTokenBalance({ success: false, message: 'no' }, DOLLARS, 7)).toBeNull()
  })

  it('reads limit minus use from the billing routes, in the site’s display unit', () => {
    const [subscription, usage] = [{ hard_limit_usd: 12.5 }, { total_usage: 123.4 }]
    expect(readBillingBalance(subscription, usage, DOLLARS, 7)).toMatchObject({ remainingMicroUsd: 11_266_000 })
    const yuan = readSiteUnit({ data: { quota_display_type: 'CNY', usd_exchange_rate: 7.3 } })
    expect(readBillingBalance({ hard_limit_usd: 73 }, { total_usage: 0 }, yuan, 7)).toMatchObject({
      remainingMicroUsd: 10_000_000,
    })
    const tokens = readSiteUnit({ data: { quota_display_type: 'TOKENS', quota_per_unit: 500_000 } })
    expect(readBillingBalance({ hard_limit_usd: 1_000_000 }, { total_usage: 0 }, tokens, 7)).toMatchObject({
      remainingMicroUsd: 2_000_000,
    })
    expect(readBillingBalance({ hard_limit_usd: 100_000_000 }, { total_usage: 0 }, DOLLARS, 7)).toMatchObject({
      kind: 'unlimited',
    })
    expect(readBillingBalance({ error: { message: 'db' } }, usage, DOLLARS, 7)).toBeNull()
  })

  it('reads models once each and survives odd rows', () => {
    const rows = [
      { id: 'gpt-4o', owned_by: 'openai' },
      { id: 'gpt-4o' },
      { id: '' },
      null,
      'x',
      { id: 5 },
      { id: 'b', owned_by: '' },
    ]
    expect(readModels(answer({ data: rows }))).toEqual({
      ok: true,
      data: [
        { id: 'gpt-4o', ownedBy: null },
        { id: 'b', ownedBy: null },
      ],
    })
    expect(readModels(answer({ success: false, message: 'no' })).ok).toBe(false)
  })

  it('reads flat and token prices with the group’s ratio', () => {
    const json = {
      data: [
        { model_name: 'dall-e-3', quota_type: 1, model_price: 0.04, enable_groups: ['default'] },
        { model_name: 'gpt-4o', quota_type: 0, model_ratio: 1.25, completion_ratio: 4, enable_groups: ['default'] },
        { model_name: 'vip-only', quota_type: 1, model_price: 0.1, enable_groups: ['vip'] },
        { model_name: '', quota_type: 1, model_price: 1 },
        { model_name: 'broken', quota_type: 0, model_ratio: 'x' },
        null,
      ],
      group_ratio: { default: 1, vip: 0.5 },
    }
    const source = 'this gateway, 1970-01-01'
    expect(readPrices(answer(json), 0)).toEqual({
      ok: true,
      data: [
        {
          modelId: 'dall-e-3',
          inputMicroUsdPerMillion: null,
          outputMicroUsdPerMillion: null,
          callMicroUsd: 40_000,
          source,
        },
        {
          modelId: 'gpt-4o',
          inputMicroUsdPerMillion: 2_500_000,
          outputMicroUsdPerMillion: 10_000_000,
          callMicroUsd: null,
          source,
        },
        {
          modelId: 'vip-only',
          inputMicroUsdPerMillion: null,
          outputMicroUsdPerMillion: null,
          callMicroUsd: 50_000,
          source,
        },
      ],
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readErrorObject, readFailure } from './failures'

const read = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  readFailure(status, headers, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), 0)

describe('readFailure', () => {
  it.each([
    [
      'wrong key',
      401,
      { error: { message: 'Invalid token (request id: 20261123)', type: 'new_api_error' } },
      'unauthorized',
      'open-settings',
    ],
    [
      'used-up key',
      401,
      { error: { message: '该令牌额度已用尽 TokenStatusExhausted[sk-abc]', type: 'new_api_error' } },
      'insufficient-balance',
      'open-settings',
    ],
    ['expired key', 401, { error: { message: '该令牌已过期' } }, 'unauthorized', 'open-settings'],
    [
      'low balance',
      403,
      { error: { message: 'x', code: 'insufficient_user_quota' } },
      'insufficient-balance',
      'top-up',
    ],
    [
      'low balance, task route',
      403,
      { code: 'quota_not_enough', message: 'user quota is not enough', data: null },
      'insufficient-balance',
      'top-up',
    ],
    [
      'low balance, Midjourney',
      400,
      { code: 4, description: 'quota_not_enough', type: 'upstream_error' },
      'insufficient-balance',
      'top-up',
    ],
    [
      'forbidden',
      403,
      { error: { message: 'Your IP is not on the list', code: 'access_denied' } },
      'unauthorized',
      'open-settings',
    ],
    [
      'model not on the key’s list',
      403,
      { error: { message: '该令牌无权访问模型 gpt-5' } },
      'model-unavailable',
      'choose-model',
    ],
    [
      'no channel',
      503,
      { error: { message: '当前分组下对于模型 x 无可用渠道', code: 'model_not_found' } },
      'model-unavailable',
      'choose-model',
    ],
    [
      'unknown model',
      404,
      { error: { message: 'The model `gpt-9` does not exist', code: null } },
      'model-unavailable',
      'choose-model',
    ],
    [
      'filter, gateway',
      500,
      { error: { message: 'sensitive words detected: x', code: 'sensitive_words_detected' } },
      'refused-content',
      'edit-input',
    ],
    [
      'filter, upstream',
      400,
      { error: { message: 'Your request was rejected as a result of our safety system.', code: 'moderation_blocked' } },
      'refused-content',
      'edit-input',
    ],
    [
      'filter, Midjourney',
      200,
      { code: 24, description: 'banned prompt words: x', result: 'x' },
      'refused-content',
      'edit-input',
    ],
    [
      'filter, nested JSON',
      400,
      {
        error: { message: 'bad response: {"error":{"message":"flagged as unsafe","code":"content_policy_violation"}}' },
      },
      'refused-content',
      'edit-input',
    ],
    [
      'too large',
      413,
      '<html><head><title>413 Request Entity Too Large</title></head></html>',
      'too-large',
      'edit-input',
    ],
    ['too often', 429, '', 'rate-limited', 'wait'],
    ['not there', 404, { error: { message: 'Invalid URL (POST /v1/x)' } }, 'not-found', 'open-settings'],
    [
      'not implemented',
      501,
      { error: { code: 'api_not_implemented', message: 'API not implemented' } },
      'gateway-fault',
      'choose-model',
    ],
    ['fault', 500, { error: { code: 'do_request_failed', message: 'do request failed' } }, 'gateway-fault', 'retry'],
    ['console', 400, { success: false, message: 'bad' }, 'bad-parameter', 'edit-input'],
  ])('reads %s', (_name, status, body, code, nextStep) => {
    expect(read(status, body)).toMatchObject({ code, nextStep, ...(status === 200 ? {} : { httpStatus: status }) })
  })

  it('names the amounts of a low balance', () => {
    const chinese = '预扣费额度失败, 用户剩余额度: ＄0.010000, 需要预扣费额度: ＄0.130000'
    const { message } = read(403, { error: { message: chinese, code: 'insufficient_user_quota' } })
    expect(message).toContain('$0.01 left, $0.13 needed')
  })

  it.each([
    [{ error: { message: 'Invalid value', param: 'size', code: 'invalid_value' } }, 'size'],
    [{ detail: [{ loc: ['body', 'prompt'], msg: 'field required', type: 'missing' }] }, 'prompt'],
    [{ error: { message: "Unknown parameter: 'input_fidelity'." } }, 'input_fidelity'],
    [{ code: 1201, message: 'bad', request_id: 'r', field: 'duration' }, 'duration'],
  ])('names the field', (body, field) => {
    const failure = read(422, body)
    expect(failure).toMatchObject({ code: 'bad-parameter', field, charge: 'not-charged' })
    expect(failure.message).toContain(field)
  })

  it('says what a web page was', () => {
    const page = '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>'
    expect(read(403, page)).toMatchObject({ code: 'gateway-fault', nextStep: 'open-settings', charge: 'not-charged' })
    expect(read(502, page).message).toContain('Just a moment')
  })

  it('knows which errors cost nothing', () => {
    expect(read(400, {}).charge).toBe('not-charged')
    expect(read(500, {}).charge).toBe('maybe-charged')
    expect(read(500, { error: { code: 'sensitive_words_detected', message: 'x' } }).charge).toBe('not-charged')
    expect(readErrorObject({ error: { message: 'x' } }).charge).toBe('maybe-charged')
  })

  it('masks keys and bounds the raw answer', () => {
    const failure = read(401, {
      error: { message: `Incorrect API key provided: sk-canary-0123456789. ${'é'.repeat(9_000)}` },
    })
    expect(JSON.stringify(failure)).not.toContain('canary')
    expect(Buffer.byteLength(failure.raw ?? '')).toBeLessThanOrEqual(4_096)
    expect(failure.raw).not.toContain('\uFFFD')
  })

  it('never throws and always has words, whatever the body', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.json(), fc.string()), (status, body) => {
        const failure = readFailure(status, {}, Buffer.from(body), 0)
        expect(failure.message.length).toBeGreaterThan(10)
        expect(failure.message.length).toBeLessThan(600)
      }),
    )
    const deep = `${'{"error":'.repeat(5_000)}1${'}'.repeat(5_000)}`
    expect(read(400, deep).code).toBe('bad-parameter')
  })
})

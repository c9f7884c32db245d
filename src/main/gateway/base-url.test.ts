import { describe, expect, it } from 'vitest'
import { normaliseBaseUrl } from './base-url'

const HOST = 'https://api.chainhub.tech'

describe('normaliseBaseUrl', () => {
  it.each([
    ['https://api.chainhub.tech', HOST],
    ['https://api.chainhub.tech/', HOST],
    ['api.chainhub.tech', HOST],
    ['  https://api.chainhub.tech/v1  ', HOST],
    ['https://api.chainhub.tech/v1/', HOST],
    ['https://api.chainhub.tech/v1/chat/completions', HOST],
    ['api.chainhub.tech/v1/images/generations?x=1#top', HOST],
    ['HTTPS://API.ChainHub.tech/V1', HOST],
    ['"https://api.chainhub.tech/v1"', HOST],
    ['“https://api.chainhub.tech”', HOST],
    ['https：//api.chainhub.tech／v1', HOST],
    ['https://api。chainhub。tech', HOST],
    ['ｈｔｔｐｓ://api.chainhub.tech', HOST],
    ['https:/api.chainhub.tech', HOST],
    ['https//api.chainhub.tech', HOST],
    ['https://api.chainhub.tech，', HOST],
    ['base_url=https://api.chainhub.tech/v1', HOST],
    ['OPENAI_API_BASE: "https://api.chainhub.tech/v1"', HOST],
    ['接口地址：https://api.chainhub.tech', HOST],
    ['<https://api.chainhub.tech/v1beta/models>', HOST],
    ['https://api.chainhub.tech\u200b\n', HOST],
    ['https://api.chainhub.tech//v1', HOST],
    ['https://api.chainhub.tech/console/token', HOST],
    ['https://api.chainhub.tech:443', HOST],
    ['https://api.chainhub.tech:8443/v1', 'https://api.chainhub.tech:8443'],
    ['https://proxy.example.com/chainhub/v1', 'https://proxy.example.com/chainhub'],
    ['http://127.0.0.1:3000/v1', 'http://127.0.0.1:3000'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:9000/', 'http://[::1]:9000'],
  ])('reads %j', (input, expected) => {
    expect(normaliseBaseUrl(input)).toEqual({ ok: true, data: expected })
  })

  it.each([
    '',
    '   ',
    'http://api.chainhub.tech',
    'ftp://api.chainhub.tech',
    'file:///etc/passwd',
    'javascript://alert(1)',
    'https://user:pass@api.chainhub.tech',
    'https://api chainhub tech',
    'https://',
    'chainhub',
    'https://a..b',
    'sk-1234567890',
    'http://127.0.0.1.evil.example',
  ])('refuses %j with words', (input) => {
    const result = normaliseBaseUrl(input)
    expect(result.ok).toBe(false)
    expect(!result.ok && result.error.message.length).toBeGreaterThan(10)
  })

  it('gives its own answers back unchanged', () => {
    for (const url of [HOST, 'https://proxy.example.com/chainhub', 'http://127.0.0.1:3000']) {
      expect(normaliseBaseUrl(url)).toEqual({ ok: true, data: url })
    }
  })
})

import { AppError } from '@shared/domain/app-error'
import { describe, expect, test } from 'vitest'
import { isLoopbackUrl, normaliseBaseUrl } from './account-base-url'

describe('an address that a person pasted', () => {
  test.each([
    ['https://api.chainhub.tech', 'https://api.chainhub.tech'],
    ['https://api.chainhub.tech/', 'https://api.chainhub.tech'],
    ['https://api.chainhub.tech/v1', 'https://api.chainhub.tech'],
    ['https://api.chainhub.tech/v1/', 'https://api.chainhub.tech'],
    ['https://api.chainhub.tech/v1/chat/completions', 'https://api.chainhub.tech'],
    ['https://api.chainhub.tech/v1/images/generations', 'https://api.chainhub.tech'],
    ['https://api.chainhub.tech/v1/models?limit=2#top', 'https://api.chainhub.tech'],
    ['https://api.chainhub.tech/v1beta', 'https://api.chainhub.tech'],
    ['api.chainhub.tech', 'https://api.chainhub.tech'],
    ['api.chainhub.tech/v1', 'https://api.chainhub.tech'],
    ['  "https://api.chainhub.tech/v1"  ', 'https://api.chainhub.tech'],
    ['<https://api.chainhub.tech>', 'https://api.chainhub.tech'],
    ['HTTPS://API.CHAINHUB.TECH', 'https://api.chainhub.tech'],
    ['https://gateway.example:8443/v1', 'https://gateway.example:8443'],
    ['https://example.com/proxy/chainhub/v1', 'https://example.com/proxy/chainhub'],
    ['http://127.0.0.1:3000/v1', 'http://127.0.0.1:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['localhost:3000/v1', 'http://localhost:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://192.168.1.20:3000', 'http://192.168.1.20:3000'],
  ])('%s becomes %s', (input, expected) => {
    expect(normaliseBaseUrl(input)).toBe(expected)
  })

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['https://', 'not an address'],
    ['ftp://api.chainhub.tech', 'https'],
    ['file:///etc/passwd', 'https'],
    ['http://api.chainhub.tech', 'https'],
    ['https://name:secret@api.chainhub.tech', 'password'],
  ])('%s is refused with a reason', (input, word) => {
    expect(() => normaliseBaseUrl(input)).toThrowError(AppError)
    expect(() => normaliseBaseUrl(input)).toThrowError(new RegExp(word))
  })

  test('a host that only begins like a private one gets no http', () => {
    expect(() => normaliseBaseUrl('http://127.0.0.1.evil.example')).toThrowError(AppError)
    expect(() => normaliseBaseUrl('http://localhost.evil.example')).toThrowError(AppError)
  })
})

test('loopback is the machine itself, not its network', () => {
  expect([isLoopbackUrl('http://127.0.0.1:3000'), isLoopbackUrl('http://192.168.1.20')]).toEqual([true, false])
})

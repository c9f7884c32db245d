import { describe, expect, it } from 'vitest'
import { assertSafeUrl, createSafeLookup, loopbackExceptionOf, type ResolvedAddress } from './url-safety'

const UNSAFE = [
  'http://127.0.0.1/x',
  'http://127.1/x',
  'http://2130706433/x',
  'http://0x7f.1/x',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://１２７.0.0.1/',
  'http://127。0。0。1/',
  'http://[::1]/x',
  'http://[::]/x',
  'http://[::ffff:127.0.0.1]/x',
  'http://[::ffff:7f00:1]/x',
  'http://[0:0:0:0:0:ffff:7f00:0001]/x',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://198.18.0.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST:3000/',
  'http://a.localhost/',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'http://router/',
  'file:///etc/passwd',
  'ftp://example.com/x',
  'data:text/html,x',
  'javascript:alert(1)',
  'gopher://example.com/',
  'https://user@example.com/',
  'https://example.com@127.0.0.1/',
  'https://',
  'not a link',
  '',
]

describe('assertSafeUrl', () => {
  it.each(UNSAFE)('refuses %j', (link) => {
    expect(() => assertSafeUrl(link, null)).toThrow('It was not opened')
  })

  it.each([
    'https://example.com/a.png?x=1',
    'http://cdn.example.com:8080/a',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://例え.jp/',
  ])('lets %j through', (link) => {
    expect(assertSafeUrl(link, null).href).toMatch(/^https?:/)
  })

  it('lets loopback through for exactly the one host and port', () => {
    const exception = loopbackExceptionOf({
      profileId: 'p',
      baseUrl: 'http://127.0.0.1:4010',
      key: 'k',
      isLoopbackAllowed: true,
    })
    expect(exception).toBe('127.0.0.1:4010')
    expect(assertSafeUrl('http://127.0.0.1:4010/a.png', exception).port).toBe('4010')
    for (const link of [
      'http://127.0.0.1:4011/',
      'http://127.0.0.2:4010/',
      'http://localhost:4010/',
      'http://[::1]:4010/',
      'http://127.0.0.1/',
    ]) {
      expect(() => assertSafeUrl(link, exception)).toThrow('It was not opened')
    }
    expect(
      loopbackExceptionOf({ profileId: 'p', baseUrl: 'http://127.0.0.1:4010', key: 'k', isLoopbackAllowed: false }),
    ).toBe(null)
  })
})

describe('createSafeLookup', () => {
  const lookUp = (addresses: readonly ResolvedAddress[], isException = false): Promise<unknown> =>
    new Promise((resolve) => {
      createSafeLookup(() => Promise.resolve(addresses), isException)('name.example', { all: true }, (error, found) => {
        resolve(error ?? found)
      })
    })
  const v4 = (address: string): ResolvedAddress => ({ address, family: 4 })

  it('refuses a name when any of its addresses is private', async () => {
    expect(await lookUp([v4('93.184.216.34'), v4('10.0.0.7')])).toMatchObject({ failure: { code: 'unsafe-url' } })
    expect(await lookUp([{ address: '::ffff:10.0.0.7', family: 6 }])).toMatchObject({ failure: { code: 'unsafe-url' } })
    expect(await lookUp([v4('127.0.0.1')])).toMatchObject({ failure: { code: 'unsafe-url' } })
  })

  it('gives the judged addresses on, and lets the exception be loopback but nothing else', async () => {
    expect(await lookUp([v4('93.184.216.34')])).toEqual([v4('93.184.216.34')])
    expect(await lookUp([v4('127.0.0.1')], true)).toEqual([v4('127.0.0.1')])
    expect(await lookUp([v4('10.0.0.1')], true)).toMatchObject({ failure: { code: 'unsafe-url' } })
  })

  it('works behind a local proxy that answers every name from its stand-in block', async () => {
    expect(await lookUp([v4('198.18.3.7')])).toEqual([v4('198.18.3.7')])
  })
})

import { describe, expect, it } from 'vitest'
import { maskSecrets, redact } from './redaction'

describe('redact', () => {
  it('lets no key through, wherever it stands', () => {
    const canary = 'sk-canary0123456789'
    const error = new Error(`401 for ${canary}`, { cause: { headers: { authorization: `Bearer ${canary}` } } })
    const written = JSON.stringify(redact({ nested: [{ apiKey: canary, note: `used ${canary}` }], error }))
    expect(written).not.toContain('canary0123456789')
  })

  it('keeps what a person needs to understand the record', () => {
    expect(redact({ status: 503, model: 'gpt-image-1' })).toEqual({ status: 503, model: 'gpt-image-1' })
  })

  it('cuts the signature off a link', () => {
    expect(maskSecrets('https://files.example.com/a.png?sig=abc&exp=1')).toBe('https://files.example.com/a.png?…')
  })

  it('ends on values that contain themselves', () => {
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    expect(JSON.stringify(redact(loop))).toContain('…')
  })
})

import { describe, expect, it } from 'vitest'
import { createUuidV7Generator } from './uuid-v7'

const fillRandom = (bytes: Uint8Array): void => void crypto.getRandomValues(bytes)

describe('createUuidV7Generator', () => {
  it('keeps the order of creation within one millisecond and past the counter', () => {
    const nextId = createUuidV7Generator({ nowMs: () => 1_700_000_000_000, fillRandom })
    const ids = Array.from({ length: 10_000 }, nextId)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('keeps the order when the clock steps back', () => {
    const times = [5_000_000, 4_000_000, 4_500_000, 5_000_001]
    const nextId = createUuidV7Generator({ nowMs: () => times.shift() ?? 6_000_000, fillRandom })
    const ids = Array.from({ length: 5 }, nextId)
    expect([...ids].sort()).toEqual(ids)
  })

  it('has the version and variant of RFC 9562', () => {
    const nextId = createUuidV7Generator({ nowMs: () => Date.UTC(2026, 0, 1), fillRandom })
    expect(nextId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

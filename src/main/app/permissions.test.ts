import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))

const { isPermitted } = await import('./permissions')
const { createMicrophoneGate } = await import('./microphone')

const ask = (media: readonly string[], url = 'app://studio/index.html') => ({ permission: 'media', url, media })

describe('isPermitted', () => {
  it('opens the microphone for the studio’s own page only, and only while the gate is open', () => {
    expect(isPermitted(ask(['audio']), true)).toBe(true)
    expect(isPermitted(ask(['audio']), false)).toBe(false)
    expect(isPermitted(ask(['audio'], 'app://sandbox/sandbox-page.html'), true)).toBe(false)
    expect(isPermitted(ask(['audio'], 'https://example.com/'), true)).toBe(false)
  })

  it('never opens the camera, alone or beside the microphone', () => {
    expect(isPermitted(ask(['video']), true)).toBe(false)
    expect(isPermitted(ask(['audio', 'video']), true)).toBe(false)
    expect(isPermitted(ask([]), true)).toBe(false)
  })

  it('gives nothing else but what the page needs', () => {
    const url = 'app://studio/index.html'
    expect(isPermitted({ permission: 'fullscreen', url, media: [] }, false)).toBe(true)
    expect(isPermitted({ permission: 'geolocation', url, media: [] }, true)).toBe(false)
  })
})

it('the gate closes by itself', () => {
  let now = 0
  const gate = createMicrophoneGate(() => now)
  expect(gate.isOpen()).toBe(false)
  gate.open()
  expect(gate.isOpen()).toBe(true)
  now = 60_000
  expect(gate.isOpen()).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { writtenSince } from './use-draft'

describe('letters typed while a message is being taken', () => {
  it('stay, without the message', () => {
    expect(writtenSince('Plan a film', 'Plan a film')).toBe('')
    expect(writtenSince('Plan a film', 'Plan a filmand a song')).toBe('and a song')
  })

  it('are what is there when the message was taken out by hand', () => {
    expect(writtenSince('Plan a film', 'A song')).toBe('A song')
    expect(writtenSince('Plan a film', 'Plan a')).toBe('')
  })
})

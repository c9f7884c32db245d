import { describe, expect, it } from 'vitest'
import { nextPlace, placesIn, promptNameFrom } from './saved-prompt'

describe('places of a saved prompt', () => {
  const text = 'A {{ subject }} in {{light}}, again {{subject}}'

  it('are named once each', () => {
    expect(placesIn(text)).toEqual(['subject', 'light'])
    expect(placesIn('{{}} { {x} } {{a{b}}')).toEqual([])
  })

  it('are walked in turn and around', () => {
    expect(nextPlace(text, 0)).toEqual({ start: 2, end: 15 })
    expect(nextPlace(text, 15)).toEqual({ start: 19, end: 28 })
    expect(nextPlace(text, text.length)).toEqual({ start: 2, end: 15 })
    expect(nextPlace('none', 0)).toBeNull()
  })
})

it('a name has neither slash nor space', () => {
  expect(promptNameFrom('/Shot  List/2 ')).toBe('shot-list-2')
})

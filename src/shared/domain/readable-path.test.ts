import { expect, it } from 'vitest'
import { DEFAULT_READABLE_TEMPLATE, readableParts } from './readable-path'

const facts = {
  id: '0190-abcdef',
  title: 'A red fox',
  displayName: 'fox.png',
  modelId: 'black-forest/flux-pro',
  createdAtMs: new Date(2026, 0, 9, 8, 7, 6).getTime(),
  rating: 4,
  media: 'image' as const,
}

it('puts a work into dated folders under its title', () => {
  expect(readableParts(DEFAULT_READABLE_TEMPLATE, facts)).toEqual(['2026', '2026-01', 'A red fox'])
})

it('makes folders by the template only, never by what a title or a model says', () => {
  const hostile = { ...facts, title: '../../etc/passwd', modelId: '../x' }
  expect(readableParts('{kind}/{model}/{day} {title}', hostile)).toEqual(['Pictures', '..-x', '09 .. .. etc passwd'])
})

it('names what is not known', () => {
  expect(readableParts('{model}/{title}', { ...facts, modelId: null })).toEqual(['Other', 'A red fox'])
  expect(readableParts('//', { ...facts, title: '' })).toEqual(['fox.png'])
})

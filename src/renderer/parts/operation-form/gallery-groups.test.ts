import { SINGLE_SCENES } from '@shared/catalog/families/kling/effect-scenes'
import { expect, test } from 'vitest'
import { galleryGroups } from './gallery-groups'

const found = (search: string) => galleryGroups(SINGLE_SCENES, search).flatMap(({ options }) => options)

test('every effect is in one group, and groups keep the order of the vendor', () => {
  expect(found('')).toHaveLength(SINGLE_SCENES.length)
  const [first] = galleryGroups(SINGLE_SCENES, '')
  expect(first?.group).toBe('Celebration')
  expect(first?.options.slice(0, 2).map(({ value }) => value)).toEqual(['firework_2026', 'box_of_joy'])
})

test('a search finds by name, by the word on the wire and by group', () => {
  expect(found('golden WING').map(({ value }) => value)).toEqual(['golden_wing'])
  expect(found('pink_pink').map(({ value }) => value)).toEqual(['pink_pink_wings'])
  expect(found('halloween witch').map(({ value }) => value)).toEqual(['witch_transform'])
  expect(found('no such thing')).toEqual([])
})

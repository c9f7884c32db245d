import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignSlots, NO_SLOTS, type RowSlots } from './row-slots'

const slotsOf = ({ slotOf }: RowSlots, keys: readonly string[]): readonly (number | undefined)[] =>
  keys.map((key) => slotOf.get(key))

test('a row that comes at the end gets the element of the one that went', () => {
  const first = assignSlots(NO_SLOTS, ['a', 'b', 'c'])
  const next = assignSlots(first, ['b', 'c', 'd'])
  expect(slotsOf(next, ['b', 'c', 'd'])).toEqual([1, 2, 0])
  expect(next.next).toBe(first.next)
})

test('a row that comes above others gets an element of its own, so that those are not moved', () => {
  const first = assignSlots(NO_SLOTS, ['b', 'c', 'd'])
  expect(slotsOf(assignSlots(first, ['a', 'b', 'c']), ['a', 'b', 'c'])).toEqual([3, 0, 1])
})

test('a jump makes no elements', () => {
  const first = assignSlots(NO_SLOTS, ['a', 'b', 'c'])
  expect(slotsOf(assignSlots(first, ['x', 'y', 'z']), ['x', 'y', 'z'])).toEqual([0, 1, 2])
})

test('whatever comes and goes, a row that stays keeps its element and no two share one', () => {
  const page = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(page, { maxLength: 12 }), (pages) => {
      let slots = NO_SLOTS
      for (const keys of pages) {
        const former = slots
        slots = assignSlots(former, keys)
        expect([...slots.slotOf.keys()].toSorted()).toEqual(keys.toSorted())
        expect(new Set(slots.slotOf.values()).size).toBe(keys.length)
        for (const key of keys) expect(slots.slotOf.get(key)).toBe(former.slotOf.get(key) ?? slots.slotOf.get(key))
      }
    }),
  )
})

test('the same rows are the same object, so that nothing is drawn for it', () => {
  const first = assignSlots(NO_SLOTS, ['a', 'b'])
  expect(assignSlots(first, ['a', 'b'])).toBe(first)
})

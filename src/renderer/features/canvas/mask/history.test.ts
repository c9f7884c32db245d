import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addStep, EMPTY_HISTORY, type MaskStep, redo, undo } from './history'

const step: fc.Arbitrary<MaskStep> = fc.oneof(
  fc.constant<MaskStep>({ kind: 'invert' }),
  fc.constant<MaskStep>({ kind: 'clear' }),
  fc.record({
    kind: fc.constant('stroke' as const),
    mode: fc.constantFrom('add' as const, 'remove' as const),
    radiusPx: fc.integer({ min: 1, max: 200 }),
    points: fc.array(fc.record({ x: fc.integer(), y: fc.integer() }), { minLength: 1, maxLength: 3 }),
  }),
)

describe('the mask’s history', () => {
  it('comes back to where it was after any number of undos and as many redos', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(30), (steps, count) => {
        const painted = steps.reduce(addStep, EMPTY_HISTORY)
        const times = Math.min(count, steps.length)
        let history = painted
        for (let index = 0; index < times; index += 1) history = undo(history)
        expect(history.done).toEqual(steps.slice(0, steps.length - times))
        for (let index = 0; index < times; index += 1) history = redo(history)
        expect(history).toEqual(painted)
      }),
    )
  })

  it('forgets what was undone once something new is painted', () => {
    const history = addStep(undo(addStep(EMPTY_HISTORY, { kind: 'invert' })), { kind: 'clear' })
    expect(history).toEqual({ done: [{ kind: 'clear' }], undone: [] })
    expect(redo(history)).toBe(history)
  })
})

import type { Condition, FieldRule, FieldSpec } from '../../types'

/** The vendor takes six. */
const BRUSHES = [1, 2, 3, 4, 5, 6] as const

const maskKey = (brush: number): string => `brush_${brush}_mask`
const pathKey = (brush: number): string => `brush_${brush}_path`

/** What stands still, and up to six parts that move along a path. */
export const klingBrushes = (shownWhen: readonly Condition[]): readonly FieldSpec[] => [
  {
    key: 'static_mask',
    label: 'Parts that stand still',
    isAdvanced: true,
    kind: { type: 'mask', polarity: 'white-edits', delivery: 'base64' },
    shownWhen,
  },
  ...BRUSHES.flatMap((brush): readonly FieldSpec[] => {
    const when = brush === 1 ? shownWhen : [...shownWhen, { field: maskKey(brush - 1), isSet: true }]
    return [
      {
        key: maskKey(brush),
        label: `Moving part ${brush}`,
        isAdvanced: true,
        kind: { type: 'mask', polarity: 'white-edits', delivery: 'base64' },
        wire: { name: `dynamic_masks.${brush - 1}.mask` },
        shownWhen: when,
      },
      {
        key: pathKey(brush),
        label: `Path of part ${brush}`,
        help: 'Where it goes: 2 to 77 points in pixels of the picture, counted from its lower left corner.',
        isAdvanced: true,
        kind: {
          type: 'list',
          itemName: 'Point',
          isPath: true,
          min: 2,
          max: 77,
          fields: [
            { key: 'x', label: 'Right', kind: { type: 'integer', min: 0 }, isRequired: true },
            { key: 'y', label: 'Up', kind: { type: 'integer', min: 0 }, isRequired: true },
          ],
        },
        wire: { name: `dynamic_masks.${brush - 1}.trajectories` },
        shownWhen: [...when, { field: maskKey(brush), isSet: true }],
      },
    ]
  }),
]

export const klingBrushRules: readonly FieldRule[] = BRUSHES.map((brush) => ({
  when: [{ field: maskKey(brush), isSet: true }],
  field: pathKey(brush),
  mustBeSet: true,
  reason: `Say where part ${brush} goes: at least two points.`,
}))

/** What excludes a last frame and a camera move. */
export const BRUSH_KEYS = ['static_mask', maskKey(1)] as const

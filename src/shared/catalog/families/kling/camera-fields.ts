import type { Condition, FieldRule, FieldSpec } from '../../types'

const AXES = [
  ['horizontal', 'Slide sideways', 'Left below zero, right above.'],
  ['vertical', 'Slide up and down', 'Down below zero, up above.'],
  ['pan', 'Tilt up and down', 'The vendor calls it pan: down below zero, up above.'],
  ['tilt', 'Turn sideways', 'The vendor calls it tilt: left below zero, right above.'],
  ['roll', 'Roll', 'Anticlockwise below zero, clockwise above.'],
  ['zoom', 'Zoom', 'Wider above zero, closer below.'],
] as const

const keyOf = (axis: string): string => `camera_${axis}`

/** A camera move: one of the vendor's own, or one axis with an amount. */
export const klingCamera = (shownWhen: readonly Condition[]): readonly FieldSpec[] => [
  {
    key: 'camera_type',
    label: 'Camera move',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'simple', label: 'Along one axis' },
        { value: 'down_back', label: 'Down and back' },
        { value: 'forward_up', label: 'Forward and up' },
        { value: 'right_turn_forward', label: 'Forward, turning right' },
        { value: 'left_turn_forward', label: 'Forward, turning left' },
      ],
    },
    wire: { name: 'camera_control.type' },
    shownWhen,
  },
  ...AXES.map(([axis, label, help]): FieldSpec => ({
    key: keyOf(axis),
    label,
    help,
    isAdvanced: true,
    kind: { type: 'number', min: -10, max: 10, step: 0.5 },
    wire: { name: `camera_control.config.${axis}` },
    shownWhen: [
      ...shownWhen,
      { field: 'camera_type', isOneOf: ['simple'] },
      ...AXES.filter(([other]) => other !== axis).map(([other]) => ({ field: keyOf(other), isSet: false })),
    ],
  })),
]

/** Exactly one axis moves. */
export const klingCameraRules: readonly FieldRule[] = [
  {
    when: [
      { field: 'camera_type', isOneOf: ['simple'] },
      ...AXES.slice(1).map(([axis]) => ({ field: keyOf(axis), isSet: false })),
    ],
    field: keyOf(AXES[0][0]),
    mustBeSet: true,
    reason: 'Give one of the camera’s axes an amount.',
  },
]

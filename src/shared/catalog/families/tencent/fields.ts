import type { ChoiceOption, FieldSpec } from '../../types'

/** One call: Tencent takes the job and answers at once. */
export const TENCENT = { family: 'tencent', specVersion: 1, mode: 'task', timeoutMs: 60_000, docRows: [] } as const

/** The price list names engine and version together, the request apart. */
export function enginesOf(kind: 'image' | 'video', engines: Readonly<Record<string, readonly string[]>>) {
  const pairs = Object.entries(engines).flatMap(([engine, versions]) =>
    versions.map((version) => {
      const id = `aigc-${kind}-${engine}-${version}`.toLowerCase()
      return [id, { model_name: engine, model_version: version }] as const
    }),
  )
  return { models: pairs.map(([id]) => id), modelField: 'model_name', modelParts: Object.fromEntries(pairs) } as const
}

/** Only for an engine that somebody typed in; the known ones bring their version. */
export function versionField(knownModels: readonly string[]) {
  return {
    key: 'model_version',
    label: 'Version of the engine',
    kind: { type: 'text', maxLength: 40 },
    isRequired: true,
    shownWhen: [{ field: 'model', isNoneOf: knownModels }],
  } as const satisfies FieldSpec
}

export const prompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt' },
  isRequired: true,
} as const satisfies FieldSpec

export const negative = {
  key: 'negative_prompt',
  label: 'Leave out',
  kind: { type: 'negative-prompt' },
} as const satisfies FieldSpec

/** Tencent writes switches as words. */
function enabled(key: string, label: string, name: string, help?: string) {
  return {
    key,
    label,
    ...(help === undefined ? {} : { help }),
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'Enabled', label: 'On' },
        { value: 'Disabled', label: 'Off' },
      ],
    },
    wire: { name },
  } as const satisfies FieldSpec
}

export const enhance = enabled('enhance_prompt', 'Rewrite the prompt', 'enhance_prompt')
export const withSound = {
  ...enabled('audio_generation', 'Sound', 'output_config.audio_generation'),
  isAdvanced: false,
} as const
export const superResolution = enabled('enhance_switch', 'Sharpen the result', 'output_config.enhance_switch')

/** Tencent fetches pictures itself. */
const LINKED_PICTURE = {
  type: 'asset',
  media: ['image'],
  min: 0,
  max: 1,
  delivery: 'link',
  maxBytes: 7 * 1024 * 1024,
  mimes: ['image/jpeg', 'image/png', 'image/webp'],
} as const

export function references(max: number, itemName: string, hasNotes: boolean) {
  const file = {
    key: 'file',
    label: 'File',
    kind: { ...LINKED_PICTURE, role: 'reference', min: 1 },
    isRequired: true,
    wire: { name: 'url' },
  } as const satisfies FieldSpec
  const note = {
    key: 'note',
    label: 'What it shows',
    kind: { type: 'text', maxLength: 500 },
    wire: { name: 'text' },
  } as const satisfies FieldSpec
  return {
    key: 'file_infos',
    label: itemName === 'Picture' ? 'Pictures to work with' : `${itemName}s`,
    kind: {
      type: 'list',
      itemName,
      max,
      constants: { type: 'Url' },
      fields: hasNotes ? [file, note] : [file],
    },
  } as const satisfies FieldSpec
}

export const lastFrame = {
  key: 'last_frame_url',
  label: 'Last frame',
  kind: { ...LINKED_PICTURE, role: 'last-frame', maxBytes: 5 * 1024 * 1024 },
} as const satisfies FieldSpec

export function shape(ratios: string) {
  return {
    key: 'aspect_ratio',
    label: 'Shape',
    kind: { type: 'aspect-ratio', options: ratios.split(' ').map((value): ChoiceOption => ({ value })) },
    wire: { name: 'output_config.aspect_ratio' },
  } as const satisfies FieldSpec
}

/** What both kinds of jobs take besides. */
export const rest = [
  {
    key: 'person_generation',
    label: 'People',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'AllowAdult', label: 'Adults' },
        { value: 'Disallowed', label: 'None' },
      ],
    },
    wire: { name: 'output_config.person_generation' },
  },
  enabled('input_compliance_check', 'Check of the input', 'output_config.input_compliance_check'),
  enabled('output_compliance_check', 'Check of the result', 'output_config.output_compliance_check'),
  {
    key: 'storage_mode',
    label: 'Kept at Tencent',
    help: 'The studio takes the result into your library in any case.',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'Temporary', label: '7 days' },
        { value: 'Permanent', label: 'For good' },
      ],
    },
    wire: { name: 'output_config.storage_mode' },
  },
  {
    key: 'tasks_priority',
    label: 'Priority',
    help: 'Higher goes first, among your own jobs.',
    isAdvanced: true,
    kind: { type: 'integer', min: -10, max: 10 },
  },
  {
    key: 'session_context',
    label: 'Note for Tencent’s records',
    isAdvanced: true,
    kind: { type: 'text', maxLength: 1000 },
  },
  {
    key: 'ext_info',
    label: 'Extra settings of the engine',
    help: 'Text in JSON, as Tencent’s page of the engine writes it.',
    isAdvanced: true,
    kind: { type: 'text', multiline: true },
  },
] as const satisfies readonly FieldSpec[]

import type { FieldRule, FieldSpec, OperationSpec } from '../../types'

const prompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt', maxLength: 10_000 },
  isRequired: true,
} as const satisfies FieldSpec

const characters = {
  key: 'characters',
  label: 'Characters',
  help: 'Named in the prompt as @name.',
  kind: { type: 'remote-id', of: 'sora-character', max: 3 },
  wire: { in: 'prompt-mention' },
} as const satisfies FieldSpec

const SECONDS = ['4', '8', '12', '10', '15', '25'].map((value) => ({ value, label: `${value} s` }))

const seconds = {
  key: 'seconds',
  label: 'Length',
  help: 'Which lengths there are depends on the channel: 4, 8 and 12, or 10, 15 and 25.',
  kind: { type: 'seconds', options: SECONDS },
} as const satisfies FieldSpec

const size = {
  key: 'size',
  label: 'Size',
  kind: {
    type: 'size',
    options: [
      { value: '1280x720', label: 'Landscape, 1280 × 720' },
      { value: '720x1280', label: 'Portrait, 720 × 1280' },
      { value: '1792x1024', label: 'Wide, 1792 × 1024' },
      { value: '1024x1792', label: 'Tall, 1024 × 1792' },
    ],
  },
} as const satisfies FieldSpec

const firstFrame = {
  key: 'input_reference',
  label: 'First frame',
  help: 'On the channel of 4, 8 and 12 seconds its pixels have to equal the size. Faces tend to be refused.',
  kind: {
    type: 'asset',
    media: ['image'],
    role: 'first-frame',
    min: 0,
    max: 1,
    delivery: 'file-part',
    mimes: ['image/png', 'image/jpeg', 'image/webp'],
  },
} as const satisfies FieldSpec

const watermark = {
  key: 'watermark',
  label: 'With a watermark',
  isAdvanced: true,
  kind: { type: 'boolean' },
} as const satisfies FieldSpec

const isPrivate = {
  key: 'private',
  label: 'Private',
  help: 'Not published; it cannot be remixed later.',
  isAdvanced: true,
  kind: { type: 'boolean' },
} as const satisfies FieldSpec

const characterClip = {
  key: 'character_url',
  label: 'Clip that shows the character',
  help: 'A real person in it makes the task fail.',
  kind: { type: 'asset', media: ['video'], role: 'character', min: 0, max: 1, delivery: 'link' },
} as const satisfies FieldSpec

const characterSeconds = {
  key: 'character_timestamps',
  label: 'Where it is seen',
  help: 'Start and end in seconds, for example 1,3; one to three seconds long.',
  kind: { type: 'text', maxLength: 20 },
  shownWhen: [{ field: 'character_url', isSet: true }],
} as const satisfies FieldSpec

const RULES = [
  {
    when: [{ field: 'model', isOneOf: ['sora-2'] }],
    field: 'seconds',
    allowed: ['4', '8', '12', '10', '15'],
    reason: '25 seconds need Sora 2 Pro.',
  },
  {
    when: [{ field: 'model', isOneOf: ['sora-2'] }],
    field: 'size',
    allowed: ['1280x720', '720x1280'],
    reason: 'The larger sizes need Sora 2 Pro.',
  },
] as const satisfies readonly FieldRule[]

const VIDEO = {
  family: 'sora-official',
  specVersion: 1,
  output: 'video',
  mode: 'task',
  request: { method: 'POST', path: '/v1/videos', content: 'multipart', modelField: 'model' },
  models: ['sora-2', 'sora-2-pro'],
  price: { kind: 'per-call' },
  expectedSeconds: [90, 600],
  timeoutMs: 120_000,
} as const satisfies Partial<OperationSpec>

/** OpenAI's own video format. A link given here is fetched by the vendor; pictures go as files. */
export const soraOfficialOperations = [
  {
    ...VIDEO,
    id: 'sora.videos.create',
    title: 'Sora 2 (OpenAI format)',
    summary: 'Clips with sound from words, also from a first frame, also private.',
    docRows: ['D086', 'D087', 'D089', 'D090'],
    intent: 'create',
    fields: [
      prompt,
      firstFrame,
      characters,
      seconds,
      size,
      {
        key: 'style',
        label: 'Look',
        isAdvanced: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'comic', label: 'Comic' },
            { value: 'anime', label: 'Anime' },
            { value: 'news', label: 'News' },
            { value: 'selfie', label: 'Selfie' },
            { value: 'nostalgic', label: 'Nostalgic' },
            { value: 'thanksgiving', label: 'Thanksgiving' },
          ],
        },
      },
      watermark,
      isPrivate,
    ],
    rules: RULES,
  },
  {
    ...VIDEO,
    id: 'sora.videos.character',
    title: 'Sora 2 (OpenAI format): character from a clip',
    summary: 'Clips with a character that some seconds of a clip show.',
    docRows: ['D085'],
    intent: 'create',
    fields: [prompt, characterClip, characterSeconds, firstFrame, seconds, size, watermark, isPrivate],
    rules: RULES,
  },
  {
    ...VIDEO,
    id: 'sora.videos.storyboard',
    title: 'Sora 2 (OpenAI format): storyboard',
    summary: 'One clip of several shots, each with its own length and scene.',
    docRows: ['D091'],
    intent: 'create',
    fields: [
      {
        key: 'shots',
        label: 'Shots',
        help: 'Their lengths should add up to the length of the clip.',
        kind: {
          type: 'list',
          itemName: 'Shot',
          min: 1,
          max: 10,
          fields: [
            {
              key: 'scene',
              label: 'Scene',
              kind: { type: 'text', maxLength: 2000, multiline: true },
              isRequired: true,
            },
            {
              key: 'seconds',
              label: 'Seconds',
              kind: { type: 'number', min: 0.5, max: 25 },
              isRequired: true,
            },
          ],
          asText: { row: 'Shot {n}:\nduration: {seconds}sec\nScene: {scene}', between: '\n\n' },
        },
        isRequired: true,
        wire: { name: 'prompt' },
      },
      firstFrame,
      {
        ...seconds,
        help: '25 seconds need Sora 2 Pro.',
        kind: { type: 'seconds', options: SECONDS.filter(({ value }) => ['10', '15', '25'].includes(value)) },
      },
      size,
      watermark,
      isPrivate,
      { ...characterClip, isAdvanced: true },
      { ...characterSeconds, isAdvanced: true },
      {
        key: 'character_from_task',
        label: 'Character of a finished task',
        isAdvanced: true,
        kind: { type: 'text', maxLength: 200 },
      },
      {
        key: 'character_create',
        label: 'Make a character of the new clip',
        isAdvanced: true,
        kind: { type: 'boolean' },
      },
    ],
    rules: [{ ...RULES[0], allowed: ['10', '15'] }, RULES[1]],
  },
  {
    ...VIDEO,
    id: 'sora.videos.remix',
    title: 'Sora 2 (OpenAI format): change a clip',
    summary: 'The same clip with one clear change. Private clips cannot be changed.',
    docRows: ['D088'],
    intent: 'edit',
    request: { method: 'POST', path: '/v1/videos/{id}/remix', content: 'json', modelField: null },
    fields: [
      {
        key: 'id',
        label: 'Clip at Sora',
        help: 'Its number; the button under a clip fills it in.',
        kind: { type: 'text', maxLength: 200 },
        isRequired: true,
        wire: { in: 'path' },
      },
      { ...prompt, label: 'What to change', help: 'One clear change works best.' },
      { ...size, isAdvanced: true, kind: { type: 'size', options: size.kind.options.slice(0, 2) } },
    ],
  },
] as const satisfies readonly OperationSpec[]

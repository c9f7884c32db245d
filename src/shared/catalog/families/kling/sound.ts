import type { FieldRule, OperationSpec } from '../../types'
import {
  KLING_TIMEOUT_MS,
  klingMode,
  klingOwnNumber,
  klingPrompt,
  klingSound,
  klingSpokenRule,
  klingWatermark,
} from './common-fields'
import { klingFrame } from './video-fields'

/** The voices that ChainHub's page names; the identifier fixes the language. */
const VOICES = [
  { value: 'oversea_male1', label: 'Anchor (English)', language: 'en' },
  { value: 'uk_boy1', label: 'British boy (English)', language: 'en' },
  { value: 'uk_man2', label: 'British man (English)', language: 'en' },
  { value: 'genshin_vindi2', label: 'Sunny youth (Chinese)', language: 'zh' },
  { value: 'genshin_klee2', label: 'Lively girl (Chinese)', language: 'zh' },
  { value: 'girlfriend_1_speech02', label: 'Gentle woman (Chinese)', language: 'zh' },
] as const

const languageRule = (language: 'zh' | 'en', words: string): FieldRule => ({
  when: [
    { field: 'voice_id', isOneOf: VOICES.filter((voice) => voice.language === language).map(({ value }) => value) },
  ],
  field: 'voice_language',
  allowed: [language],
  reason: `This voice speaks ${words}.`,
})

export const klingSoundOperations = [
  {
    id: 'kling.tts',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: speech',
    summary: 'A text spoken by one of Kling’s voices, at once; lip sync and talking pictures can use it.',
    docRows: ['D191'],
    output: 'audio',
    intent: 'speak',
    mode: 'sync',
    request: { method: 'POST', path: '/kling/v1/audio/tts', content: 'json', modelField: null },
    models: ['kling-audio'],
    fields: [
      { key: 'text', label: 'Text', isRequired: true, kind: { type: 'prompt', maxLength: 1000 } },
      {
        key: 'voice_id',
        label: 'Voice',
        isRequired: true,
        kind: { type: 'voice', options: VOICES.map(({ value, label }) => ({ value, label })), allowsOther: true },
        sent: 'always',
        default: 'oversea_male1',
      },
      {
        key: 'voice_language',
        label: 'Language',
        isRequired: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'en', label: 'English' },
            { value: 'zh', label: 'Chinese' },
          ],
        },
        sent: 'always',
        default: 'en',
      },
      { key: 'voice_speed', label: 'Speed', kind: { type: 'number', min: 0.8, max: 2, step: 0.1 } },
    ],
    rules: [languageRule('en', 'English'), languageRule('zh', 'Chinese')],
    price: { kind: 'per-call', pricedAs: { modelId: 'kling-audio', isInferred: true } },
    expectedSeconds: [2, 15],
    leadsTo: {
      operationId: 'kling.avatar',
      label: 'Speak, then make a picture talk',
      field: 'audio_id',
      kind: 'kling-audio',
      hiddenKeys: ['sound_file'],
    },
    timeoutMs: KLING_TIMEOUT_MS,
  },
  {
    id: 'kling.text_to_audio',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: sound effect',
    summary: 'A sound of 3 to 10 seconds from words.',
    docRows: ['D177', 'D178'],
    output: 'audio',
    intent: 'create',
    mode: 'task',
    request: { method: 'POST', path: '/kling/v1/audio/text-to-audio', content: 'json', modelField: null },
    models: ['kling-audio'],
    fields: [
      { ...klingPrompt, isRequired: true, kind: { type: 'prompt', maxLength: 200 } },
      {
        key: 'duration',
        label: 'Seconds',
        isRequired: true,
        kind: { type: 'number', min: 3, max: 10, step: 0.1 },
        sent: 'always',
        default: 5,
      },
      klingOwnNumber,
    ],
    price: { kind: 'per-call', pricedAs: { modelId: 'kling-audio', isInferred: true } },
    expectedSeconds: [10, 60],
    timeoutMs: KLING_TIMEOUT_MS,
  },
  {
    id: 'kling.avatar',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: talking picture',
    summary: 'A person in a picture speaks a sound or a piece of Kling speech; the clip is as long as the sound.',
    docRows: ['D173', 'D174'],
    output: 'video',
    intent: 'animate',
    mode: 'task',
    request: { method: 'POST', path: '/kling/v1/videos/avatar/image2video', content: 'json', modelField: null },
    models: ['kling-avatar-image2video'],
    fields: [
      { key: 'image', label: 'Person', kind: { ...klingFrame, role: 'character', min: 1 }, isRequired: true },
      {
        key: 'audio_id',
        label: 'Kling speech',
        help: 'From the last 30 days, 2 to 300 s.',
        kind: { type: 'remote-id', of: 'kling-audio', max: 1 },
      },
      {
        key: 'sound_file',
        label: 'Or a sound',
        help: 'MP3, WAV, M4A or AAC, 2 to 300 s, at most 5 MB.',
        kind: klingSound,
        shownWhen: [{ field: 'audio_id', isSet: false }],
      },
      { ...klingPrompt, help: 'Gestures, mood, camera.' },
      klingMode,
      klingWatermark,
      klingOwnNumber,
    ],
    rules: [klingSpokenRule],
    price: { kind: 'per-call', pricedAs: { modelId: 'kling-avatar-image2video', isInferred: true } },
    expectedSeconds: [60, 600],
    timeoutMs: KLING_TIMEOUT_MS,
  },
] as const satisfies readonly OperationSpec[]

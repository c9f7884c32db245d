import type { FieldSpec, OperationSpec } from '../../types'
import { KLING_TIMEOUT_MS, klingClip, klingOwnNumber } from './common-fields'
import { klingFrame } from './video-fields'

const name = (what: string): FieldSpec => ({
  key: `${what}_name`,
  label: 'Name',
  isRequired: true,
  kind: { type: 'text', maxLength: 20 },
})

const about: FieldSpec = {
  key: 'element_description',
  label: 'What it is',
  isRequired: true,
  kind: { type: 'prompt', maxLength: 100 },
}

const tags: FieldSpec = {
  key: 'tag_list',
  label: 'Kind',
  isAdvanced: true,
  kind: {
    type: 'list',
    itemName: 'Kind',
    max: 8,
    fields: [
      {
        key: 'tag_id',
        label: 'Kind',
        isRequired: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'o_102', label: 'Character' },
            { value: 'o_103', label: 'Animal' },
            { value: 'o_104', label: 'Thing' },
            { value: 'o_105', label: 'Costume' },
            { value: 'o_106', label: 'Scene' },
            { value: 'o_107', label: 'Effect' },
            { value: 'o_108', label: 'Other' },
            { value: 'o_101', label: 'Popular' },
          ],
        },
      },
    ],
  },
}

const front: FieldSpec = {
  key: 'element_frontal_image',
  label: 'From the front',
  isRequired: true,
  kind: { ...klingFrame, role: 'character', min: 1 },
}

const NO_PRICE = { kind: 'unknown', why: 'The price list has no entry for elements.' } as const

/** What Kling keeps for later calls: elements and voices. */
export const klingKeepOperations = [
  {
    id: 'kling.advanced_elements',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: new element',
    summary:
      'A person or thing from pictures of several sides, or from a clip; later clips and pictures show it again.',
    docRows: [],
    output: 'image',
    intent: 'keep',
    mode: 'task',
    request: { method: 'POST', path: '/kling/v1/general/advanced-custom-elements', content: 'json', modelField: null },
    models: ['kling-image'],
    fields: [
      name('element'),
      about,
      {
        key: 'reference_type',
        label: 'Made from',
        isRequired: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'image_refer', label: 'Pictures' },
            { value: 'video_refer', label: 'A clip' },
          ],
        },
        sent: 'always',
        default: 'image_refer',
      },
      {
        ...front,
        wire: { name: 'element_image_list.frontal_image' },
        shownWhen: [{ field: 'reference_type', isOneOf: ['image_refer'] }],
      },
      {
        key: 'refer_images',
        label: 'From other sides',
        isRequired: true,
        kind: {
          type: 'list',
          itemName: 'Side',
          min: 1,
          max: 3,
          fields: [{ key: 'image_url', label: 'Picture', isRequired: true, kind: { ...klingFrame, min: 1 } }],
        },
        wire: { name: 'element_image_list.refer_images' },
        shownWhen: [{ field: 'reference_type', isOneOf: ['image_refer'] }],
      },
      {
        key: 'refer_video',
        label: 'Clip',
        help: 'One real person, 3 to 8 s, 1080p, 16:9 or 9:16, at most 200 MB. A voice in it becomes a voice too.',
        isRequired: true,
        kind: { ...klingClip, min: 1, maxBytes: 200 * 1024 * 1024 },
        wire: { name: 'element_video_list.refer_videos.0.video_url' },
        shownWhen: [{ field: 'reference_type', isOneOf: ['video_refer'] }],
      },
      {
        key: 'element_voice_id',
        label: 'Voice',
        isAdvanced: true,
        kind: { type: 'remote-id', of: 'kling-voice', max: 1 },
        shownWhen: [{ field: 'reference_type', isOneOf: ['video_refer'] }],
      },
      tags,
      klingOwnNumber,
    ],
    price: NO_PRICE,
    expectedSeconds: [10, 90],
    timeoutMs: KLING_TIMEOUT_MS,
  },
  {
    id: 'kling.custom_elements',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: new element (older form)',
    summary: 'A person or thing from pictures, as ChainHub’s page has it.',
    docRows: ['D148'],
    output: 'image',
    intent: 'keep',
    mode: 'sync',
    request: { method: 'POST', path: '/kling/v1/general/custom-elements', content: 'json', modelField: null },
    models: ['kling-image'],
    fields: [
      name('element'),
      about,
      front,
      {
        key: 'refer_images',
        label: 'From other sides',
        isRequired: true,
        kind: { ...klingFrame, min: 1, max: 3 },
        wire: { name: 'element_refer_list', item: { path: 'image_url', constants: {} } },
      },
      tags,
    ],
    price: NO_PRICE,
    expectedSeconds: [2, 30],
    timeoutMs: KLING_TIMEOUT_MS,
  },
  {
    id: 'kling.voice.create',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: new voice',
    summary: 'A voice for clips with sound, from 5 to 30 seconds of one clean human voice. Not for speech.',
    docRows: ['D179', 'D180'],
    output: 'audio',
    intent: 'keep',
    mode: 'task',
    request: { method: 'POST', path: '/kling/v1/general/custom-voices', content: 'json', modelField: null },
    models: ['kling-custom-voices'],
    fields: [
      name('voice'),
      {
        key: 'video_id',
        label: 'Clip made with Kling',
        help: 'By v2-6 with sound, or a talking picture or lip sync.',
        kind: { type: 'remote-id', of: 'kling-video', max: 1 },
      },
      {
        key: 'voice_url',
        label: 'Or a recording',
        help: 'MP3, WAV, MP4 or MOV.',
        kind: { ...klingClip, media: ['audio', 'video'], role: 'audio' },
        shownWhen: [{ field: 'video_id', isSet: false }],
      },
      klingOwnNumber,
    ],
    rules: [
      {
        when: [{ field: 'voice_url', isSet: false }],
        field: 'video_id',
        mustBeSet: true,
        reason: 'Choose where the voice comes from: a clip of Kling or a recording.',
      },
    ],
    price: { kind: 'per-call', pricedAs: { modelId: 'kling-custom-voices', isInferred: true } },
    expectedSeconds: [10, 120],
    timeoutMs: KLING_TIMEOUT_MS,
  },
] as const satisfies readonly OperationSpec[]

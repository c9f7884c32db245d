import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyForm } from '../../../../test/fakes/random-forms'
import { OPERATIONS, findOperation } from '../operations'
import type { OperationSpec } from '../types'
import { defaultParams, visibleFields } from './form'
import { reasonsNotReady } from './readiness'
import { type Reconciled, reconcileParams } from './reconcile'

function operation(id: string): OperationSpec {
  const spec = findOperation(id)
  if (!spec) throw new Error(id)
  return spec
}

function move(from: string, to: string, params: Record<string, unknown>, modelId?: string): Reconciled {
  const target = operation(to)
  return reconcileParams(
    { ...defaultParams(operation(from)), ...params },
    operation(from),
    target,
    modelId ?? target.models[0] ?? '',
  )
}

describe('another operation', () => {
  it('keeps what means the same, under its own name', () => {
    const { params, dropped } = move('suno.music.inspiration', 'openai.audio.speech', {
      gpt_description_prompt: 'a song',
    })
    expect(params).toEqual({ input: 'a song', voice: 'alloy' })
    expect(dropped).toEqual([])
  })

  it('keeps seconds whether they are numbers or words, and lists what has no place', () => {
    const { params, dropped } = move(
      'sora.unified.sora2',
      'kling.text2video',
      {
        prompt: 'rain',
        duration: 15,
        orientation: 'portrait',
        private: true,
      },
      'kling-v3',
    )
    expect(params).toMatchObject({ prompt: 'rain', duration: '15', aspect_ratio: '16:9' })
    expect(dropped).toEqual([
      { label: 'Shape', value: 'Portrait' },
      { label: 'Private', value: 'true' },
    ])
  })

  it('carries pictures over and says how many stayed behind', () => {
    const images = ['a', 'b', 'c']
    const { params, dropped } = move('grok.video.create', 'kling.image2video', { prompt: 'x', images })
    expect(params).toMatchObject({ image: 'a' })
    expect(params).not.toHaveProperty('image_tail')
    expect(dropped).toEqual([{ label: 'Pictures', value: '2 files' }])
  })

  it('takes its own default where the old value was only the old default', () => {
    expect(move('grok.video.create', 'kling.text2video', { prompt: 'x' }).params.aspect_ratio).toBe('16:9')
  })

  it('never cuts a text', () => {
    const prompt = 'x'.repeat(5000)
    expect(move('openai-images.gpt-image-1.generate', 'openai-images.flux.generate', { prompt }).params.prompt).toBe(
      prompt,
    )
  })
})

describe('another model of the same operation', () => {
  it('takes the default for what it cannot do, and says so', () => {
    const { params, dropped } = move('kling.text2video', 'kling.text2video', { prompt: 'x', duration: '7' }, 'kling-v1')
    expect(params).toMatchObject({ prompt: 'x', duration: '5' })
    expect(dropped).toEqual([{ label: 'Length', value: '7 s' }])
  })

  it('drops a file that it does not take', () => {
    const { params, dropped } = move(
      'kling.image2video',
      'kling.image2video',
      { image: 'a', image_tail: 'b' },
      'kling-v2-master',
    )
    expect(params).not.toHaveProperty('image_tail')
    expect(dropped).toEqual([{ label: 'Last frame', value: '1 file' }])
  })

  it('drops what its form hides', () => {
    const params = { input: 'hello', instructions: 'whisper' }
    expect(move('openai.audio.speech', 'openai.audio.speech', params, 'tts-1')).toEqual({
      params: { input: 'hello', voice: 'alloy' },
      dropped: [{ label: 'How to speak', value: 'whisper' }],
    })
  })
})

describe('any form', () => {
  const pairs = fc
    .constantFrom(...OPERATIONS)
    .chain((from) => fc.record({ from: fc.constant(from), form: anyForm(from), to: fc.constantFrom(...OPERATIONS) }))

  it('ends up with values that its new home draws, each either kept or listed', () => {
    fc.assert(
      fc.property(pairs, ({ from, form, to }) => {
        const modelId = to.models[0] ?? ''
        const { params } = reconcileParams(form.params, from, to, modelId)
        const known = new Set(to.fields.map(({ key }) => key))
        expect(Object.keys(params).filter((key) => !known.has(key))).toEqual([])
        const drawn = new Set(visibleFields(to, modelId, params).map(({ key }) => key))
        const hidden = to.fields.filter(({ key }) => !drawn.has(key) && params[key] !== undefined)
        expect(hidden.filter((field) => params[field.key] !== field.default)).toEqual([])
        const choices = reasonsNotReady(to, modelId, params, new Map()).filter(({ message }) =>
          message.includes('choices'),
        )
        expect(choices).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

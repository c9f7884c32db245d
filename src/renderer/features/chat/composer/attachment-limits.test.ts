import { OPERATIONS } from '@shared/catalog/operations'
import { describe, expect, it } from 'vitest'
import { type AttachedFile, reasonsAgainstPicture, reasonsAgainstTalk } from './attachment-limits'

const file = (media: AttachedFile['media'], mime: string, byteSize = 1_000): AttachedFile => ({
  media,
  mime,
  byteSize,
  title: mime,
})
const picture = file('image', 'image/png')

describe('files for a talk', () => {
  it('are checked against what each model reads', () => {
    const pdf = file('text', 'application/pdf')
    expect(reasonsAgainstTalk([picture, file('text', 'text/plain')], ['gpt-4o'])).toEqual([])
    expect(reasonsAgainstTalk([pdf], ['claude-sonnet-4-5', 'some-unknown-model'])).toEqual([
      'some-unknown-model does not read PDF: “application/pdf”.',
    ])
    expect(reasonsAgainstTalk([file('audio', 'audio/mpeg')], ['gpt-4o'])).toHaveLength(1)
    expect(reasonsAgainstTalk([file('audio', 'audio/mpeg')], ['gemini-2.5-pro'])).toEqual([])
  })

  it('are refused when the gateway would refuse them for their size', () => {
    expect(reasonsAgainstTalk([file('image', 'image/png', 30_000_000)], ['gpt-4o'])[0]).toContain('20 MB')
  })
})

describe('pictures for a picture', () => {
  const withMost = (most: (max: number) => boolean) => {
    const operation = OPERATIONS.find(
      ({ output, fields }) =>
        output === 'image' &&
        fields.some(({ kind }) => kind.type === 'asset' && kind.media.includes('image') && most(kind.max)),
    )
    if (!operation) throw new Error('no such operation')
    const kind = operation.fields.find((field) => field.kind.type === 'asset')?.kind
    return { operation, modelId: 'm', max: kind?.type === 'asset' ? kind.max : 0 }
  }

  it('are counted: one more than the model takes is a reason that says how many it takes', () => {
    const { max, ...model } = withMost((most) => most > 1)
    expect(
      reasonsAgainstPicture(
        Array.from({ length: max }, () => picture),
        model,
      ),
    ).toEqual([])
    expect(
      reasonsAgainstPicture(
        Array.from({ length: max + 1 }, () => picture),
        model,
      ),
    ).toEqual([`m takes at most ${max} pictures; ${max + 1} are attached.`])
  })

  it('must be pictures', () => {
    const { max: _max, ...model } = withMost((most) => most > 0)
    expect(reasonsAgainstPicture([file('text', 'text/plain')], model)).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { buildWireRequest } from '@shared/catalog/projections/wire-request'
import { adapterOf } from '@main/gateway/families/registry'
import type { GatewayAnswer } from '@main/gateway/types'
import characterExamples from '../fixtures/api/sora-character.json'
import chatExamples from '../fixtures/api/sora-chat.json'
import officialExamples from '../fixtures/api/sora-official.json'
import { answerOf, type Examples, operationOf, readPoll, readSubmit, replay } from './replay'

const official: Examples = officialExamples
const chat: Examples = chatExamples
const character: Examples = characterExamples
const CREATE = 'sora.videos.create'
const REMOTE = { id: 'video_1' }
const done = officialExamples['sora.videos.create'].poll

describe('Sora in OpenAI’s format: what the studio sends', () => {
  it.each([
    [CREATE, CREATE],
    ['sora.videos.private', CREATE],
  ])('sends %s as documented', async (example, id) => {
    const request = official[example]?.request as { readonly form: unknown }
    const { body, reasons, request: sent } = await replay(id, request)
    expect(reasons).toEqual([])
    expect(sent).toMatchObject({ method: 'POST', path: '/v1/videos', body: { kind: 'multipart' } })
    expect(body).toEqual(request.form)
  })

  it('sends the link of a clip that shows a character', () => {
    const { form } = officialExamples['sora.videos.character'].request
    const { model, watermark, private: isPrivate, ...rest } = form
    const params = { ...rest, watermark: watermark === 'true', private: isPrivate === 'true' }
    const { body } = buildWireRequest(operationOf('sora.videos.character'), model, params)
    expect(Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))).toEqual(form)
  })

  it('writes shots into the layout that the vendor reads', () => {
    const { form } = officialExamples['sora.videos.storyboard'].request
    const shots = [
      { scene: 'a door opens.', seconds: 5 },
      { scene: 'the light turns blue.', seconds: 5 },
      { scene: 'a second figure enters.', seconds: 5 },
    ]
    const params = { shots, seconds: form.seconds, size: form.size, watermark: false, private: false }
    const { body } = buildWireRequest(operationOf('sora.videos.storyboard'), form.model, params)
    expect(Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))).toEqual(form)
  })

  it('changes a clip by its number, which may hold a colon', async () => {
    const request = official['sora.videos.remix']?.request as Readonly<Record<string, unknown>>
    const { body, request: sent } = await replay('sora.videos.remix', { ...request, id: 'sora-2:task_1' })
    expect(sent.path).toBe('/v1/videos/sora-2%3Atask_1/remix')
    expect(body).toEqual(request)
  })

  it('names characters in the prompt, each once', () => {
    const spec = operationOf(CREATE)
    const promptOf = (prompt: string): unknown =>
      buildWireRequest(spec, 'sora-2', { prompt, characters: ['abcd.efgh', 'other'] }).body['prompt']
    expect(promptOf('walk on a beach')).toBe('@abcd.efgh @other walk on a beach')
    expect(promptOf('@abcd.efgh waves to @other.')).toBe('@abcd.efgh waves to @other.')
  })
})

describe('Sora in OpenAI’s format: what the studio makes of answers', () => {
  it('takes a clip with what can be made of it', () => {
    expect(readSubmit(CREATE, official[CREATE]?.answer)).toEqual({
      kind: 'accepted',
      remote: { id: 'video_00000000-0000-4000-8000-000000000000' },
    })
    expect(readPoll(CREATE, done, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'video', source: { url: 'https://files.example.com/sora/out.mp4' } }],
      followUps: [
        { operationId: 'sora.videos.remix', params: { id: done.id } },
        { operationId: 'sora.character.create', params: { from_task: done.id } },
      ],
    })
  })

  it('reads the other shape of an answer, by the kind of the number', () => {
    const pending = officialExamples['sora.videos.query'].answer
    expect(readPoll(CREATE, pending, REMOTE)).toMatchObject({ kind: 'pending', progress: 0.93, isStatusKnown: true })
    const other = { ...pending, status: 'completed', detail: { status: 'completed', url: 'https://x.example/a.mp4' } }
    expect(readPoll(CREATE, other, REMOTE)).toMatchObject({ kind: 'completed' })
  })

  it('fetches a clip that has no link through the content route', () => {
    const { video_url: _link, ...bare } = done
    const follow = adapterOf('sora-official').pollOne?.follow
    expect(follow?.(answerOf(bare))).toMatchObject({ method: 'GET', path: `/v1/videos/${done.id}/content` })
    expect(follow?.(answerOf(done))).toBeNull()
    expect(follow?.(answerOf({ ...bare, status: 'in_progress' }))).toBeNull()
    const bytes = new Uint8Array([0, 0, 0, 24])
    const answer: GatewayAnswer = { status: 200, headers: {}, contentType: 'video/mp4', bytes, json: undefined }
    const read = adapterOf('sora-official').pollOne?.read
    expect(read?.(answer, REMOTE)).toMatchObject({ kind: 'completed', outputs: [{ source: { kind: 'bytes', bytes } }] })
    expect(read?.({ ...answer, contentType: 'text/html' }, REMOTE)).toMatchObject({ kind: 'pending' })
  })

  it('names the reason of a refusal', () => {
    const refused = { ...done, status: 'failed', error: { code: 'moderation_blocked', message: 'a real face' } }
    const reading = readPoll(CREATE, refused, REMOTE)
    expect(reading.kind === 'failed' && reading.failure.message).toContain('a real face')
  })
})

describe('Sora as a chat model', () => {
  it('sends words as documented', async () => {
    const request = chat['sora.chat.create']?.request
    const { body, reasons } = await replay('sora.chat.create', request)
    expect(reasons).toEqual([])
    expect(body).toEqual(request)
  })

  it('sends a picture as documented', () => {
    const request = chatExamples['sora.chat.image'].request
    const [text, image] = request.messages[0]?.content ?? []
    const params = { prompt: text?.text, image: image?.image_url?.url }
    expect(buildWireRequest(operationOf('sora.chat.image'), request.model, params).body).toEqual(request)
  })

  it('sends the whole earlier exchange to change a clip', async () => {
    const request = chat['sora.chat.continue']?.request
    const { body, reasons } = await replay('sora.chat.continue', request)
    expect(reasons).toEqual([])
    expect(body).toEqual(request)
  })

  const events = chatExamples['sora.chat.stream'].answer.events
  const streamed = (list: readonly unknown[]): GatewayAnswer => {
    const text = list.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('')
    const bytes = new TextEncoder().encode(text)
    return { status: 200, headers: {}, contentType: 'text/event-stream', bytes, json: undefined }
  }
  const read = (answer: GatewayAnswer) =>
    adapterOf('sora-chat').readSubmit(answer, operationOf('sora.chat.create'), 'sora-2', 'an astronaut dog')

  it.each([
    ['a stream', streamed(events)],
    ['a whole answer', answerOf(chat['sora.chat.create']?.answer)],
  ])('finds the clip in %s, and keeps the talk word for word', (_name, answer) => {
    const text = chatExamples['sora.chat.create'].answer.choices[0]?.message.content ?? ''
    expect(read(answer)).toEqual({
      kind: 'completed',
      outputs: [{ media: 'video', source: { kind: 'url', url: 'https://files.example.com/v.mp4' } }],
      followUps: [
        {
          label: 'Change it',
          operationId: 'sora.chat.continue',
          params: { earlier_prompt: 'an astronaut dog', earlier_answer: text },
          settled: ['earlier_prompt', 'earlier_answer'],
        },
      ],
    })
  })

  it('takes a talk without a clip as a failure, with its last words', () => {
    const refusal = { choices: [{ delta: { content: '\nThis content may violate our guardrails.' } }] }
    const reading = read(streamed([...events.slice(0, 5), refusal]))
    expect(reading.kind === 'failed' && reading.failure.message).toContain('violate our guardrails')
    expect(read(streamed([]))).toMatchObject({ kind: 'failed' })
  })
})

describe('Sora’s characters', () => {
  it('sends them as documented', async () => {
    const request = character['sora.character.create']?.request
    const { body, reasons } = await replay('sora.character.create', request)
    expect(reasons).toEqual([])
    expect(body).toEqual(request)
    const other = characterExamples['sora.character.from-clip'].request
    expect(buildWireRequest(operationOf('sora.character.from-clip'), '', other).body).toEqual(other)
  })

  it('keeps one with its picture and the name that prompts use', () => {
    expect(readSubmit('sora.character.create', character['sora.character.create']?.answer)).toEqual({
      kind: 'completed',
      outputs: [
        { media: 'image', title: '@abcd.efgh', source: { kind: 'url', url: 'https://files.example.com/p.webp' } },
      ],
      items: [{ kind: 'sora-character', remoteId: 'abcd.efgh', name: '@abcd.efgh', outputOrdinal: 0 }],
    })
  })
})

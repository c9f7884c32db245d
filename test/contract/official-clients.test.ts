import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI, Modality } from '@google/genai'
import OpenAI, { toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGateway, startDemoGateway } from '@demo/gateway'

/** The vendors' own clients as peers: what they take for an answer is one, so the demo gateway speaks the true words. */
let demo: DemoGateway
let openai: OpenAI
let anthropic: Anthropic
let google: GoogleGenAI

beforeAll(async () => {
  demo = await startDemoGateway({ timeScale: 0.001 })
  openai = new OpenAI({ apiKey: demo.demoKey, baseURL: `${demo.origin}/v1`, maxRetries: 0 })
  anthropic = new Anthropic({ apiKey: demo.demoKey, baseURL: demo.origin, maxRetries: 0 })
  google = new GoogleGenAI({ apiKey: demo.demoKey, httpOptions: { baseUrl: demo.origin, apiVersion: 'v1beta' } })
})

afterAll(() => demo.close())

const WEATHER = {
  type: 'object' as const,
  properties: { place: { type: 'string' } },
  required: ['place'],
}

describe('openai', () => {
  it('holds a talk, whole and streamed', async () => {
    const messages = [{ role: 'user' as const, content: 'A heron at dusk' }]
    const whole = await openai.chat.completions.create({ model: 'gpt-4o', messages })
    expect(whole.choices[0]?.message.content).toContain('Palette')
    const stream = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages,
      stream: true,
      stream_options: { include_usage: true },
    })
    let text = ''
    let tokens = 0
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      tokens += chunk.usage?.total_tokens ?? 0
    }
    expect(text).toContain('Palette')
    expect(tokens).toBeGreaterThan(20)
  })

  it('calls a function and takes its result', async () => {
    const runner = openai.chat.completions.runTools({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Use get_weather for Hue' }],
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'Current weather',
            parameters: WEATHER,
            parse: (text: string) => JSON.parse(text) as { readonly place: string },
            function: () => 'Sunny, 31 degrees.',
          },
        },
      ],
    })
    expect(await runner.finalContent()).toContain('Sunny, 31 degrees.')
  })

  it('streams a response with its thoughts and a function call', async () => {
    const stream = openai.responses.stream({
      model: 'gpt-5',
      input: 'Use get_weather for Hue',
      reasoning: { effort: 'low', summary: 'auto' },
      tools: [{ type: 'function', name: 'get_weather', parameters: WEATHER, strict: false }],
    })
    const response = await stream.finalResponse()
    expect(response.output.map(({ type }) => type)).toEqual(['reasoning', 'function_call'])
    const plain = await openai.responses.create({ model: 'gpt-4o', input: 'A heron at dusk' })
    expect(plain.output_text).toContain('Palette')
  })

  it('goes on with a text', async () => {
    const completion = await openai.completions.create({
      model: 'gpt-3.5-turbo-instruct',
      prompt: 'Hello,',
      max_tokens: 50,
    })
    expect(completion.choices[0]?.text).not.toBe('')
  })

  it('makes vectors, in numbers and in base64', async () => {
    const request = { model: 'text-embedding-3-small', input: ['red fox', 'blue whale'], dimensions: 64 }
    const { data } = await openai.embeddings.create({ ...request, encoding_format: 'float' })
    // Without a format the client asks for base64 and turns it into numbers.
    const decoded = await openai.embeddings.create(request)
    expect(data.map(({ embedding }) => embedding.length)).toEqual([64, 64])
    expect(decoded.data[0]?.embedding[0]).toBeCloseTo(data[0]?.embedding[0] ?? 0, 5)
  })

  it('makes and edits pictures', async () => {
    const made = await openai.images.generate({ model: 'gpt-image-1', prompt: 'A heron', size: '1024x1024' })
    const png = Buffer.from(made.data?.[0]?.b64_json ?? '', 'base64')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    const image = await toFile(png, 'heron.png', { type: 'image/png' })
    const edited = await openai.images.edit({ model: 'gpt-image-1', prompt: 'At night', image })
    expect(edited.data?.[0]?.b64_json).toBeTruthy()
  })

  it('speaks and listens', async () => {
    const speech = await openai.audio.speech.create({
      model: 'gpt-4o-mini-tts',
      voice: 'alloy',
      input: 'One two three.',
    })
    const bytes = Buffer.from(await speech.arrayBuffer())
    expect(bytes.length).toBeGreaterThan(1_000)
    const file = await toFile(bytes, 'speech.mp3')
    const heard = await openai.audio.transcriptions.create({ model: 'gpt-4o-transcribe', file })
    expect(heard.text).toBe('One two three.')
  })

  it('lists models and reads errors', async () => {
    const ids: string[] = []
    for await (const model of openai.models.list()) ids.push(model.id)
    expect(ids).toContain('gpt-4o')
    const gone = openai.chat.completions.create({ model: 'no-such', messages: [{ role: 'user', content: 'Hi' }] })
    await expect(gone).rejects.toThrow(OpenAI.APIError)
  })
})

describe('@anthropic-ai/sdk', () => {
  const model = 'claude-haiku-4-5-20251001'

  it('holds a talk, whole and streamed', async () => {
    const request = { model, max_tokens: 4_000, messages: [{ role: 'user' as const, content: 'A heron at dusk' }] }
    const whole = await anthropic.messages.create(request)
    expect(whole.stop_reason).toBe('end_turn')
    const streamed = await anthropic.messages.stream(request).finalMessage()
    expect(streamed.content[0]).toMatchObject({ type: 'text', text: expect.stringContaining('Palette') })
    expect(streamed.usage.output_tokens).toBeGreaterThan(20)
  })

  it('thinks, calls a function and takes its result', async () => {
    const tools = [{ name: 'get_weather', description: 'Current weather', input_schema: WEATHER }]
    const thinking = { type: 'enabled' as const, budget_tokens: 1_200 }
    const question = { role: 'user' as const, content: 'Use get_weather for Hue' }
    const request = { model, max_tokens: 4_000, thinking, tools }
    const asked = await anthropic.messages.stream({ ...request, messages: [question] }).finalMessage()
    expect(asked.content.map(({ type }) => type)).toEqual(['thinking', 'tool_use'])
    const call = asked.content.find((block) => block.type === 'tool_use')
    const answered = await anthropic.messages.create({
      ...request,
      messages: [
        question,
        { role: 'assistant', content: asked.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content: 'Sunny.' }] },
      ],
    })
    expect(JSON.stringify(answered.content)).toContain('Sunny.')
  })

  it('searches the web and reads a PDF', async () => {
    const searched = await anthropic.messages.create({
      model,
      max_tokens: 4_000,
      messages: [{ role: 'user', content: 'News of the harbour' }],
      tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 5 }],
    })
    expect(searched.content.map(({ type }) => type)).toEqual(['server_tool_use', 'web_search_tool_result', 'text'])
    const source = { type: 'base64', media_type: 'application/pdf', data: btoa('%PDF-1.4 tides') } as const
    const read = await anthropic.messages.create({
      model,
      max_tokens: 4_000,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'document', source },
            { type: 'text', text: 'Key findings?' },
          ],
        },
      ],
    })
    expect(JSON.stringify(read.content)).toContain('application/pdf')
  })

  it('answers in the shape of a schema', async () => {
    const schema = { ...WEATHER, additionalProperties: false }
    const message = await anthropic.messages.create({
      model,
      max_tokens: 4_000,
      messages: [{ role: 'user', content: 'Hue' }],
      output_config: { format: { type: 'json_schema', schema } },
    })
    const [block] = message.content
    expect(block?.type === 'text' ? JSON.parse(block.text) : null).toEqual({ place: 'Hue' })
  })

  it('is refused as the vendor refuses', async () => {
    const wrong = anthropic.messages.create({
      model,
      max_tokens: 0,
      messages: [{ role: 'user', content: 'Hi' }],
    })
    await expect(wrong).rejects.toThrow(Anthropic.BadRequestError)
  })
})

describe('@google/genai', () => {
  it('holds a talk, whole and streamed, with thoughts', async () => {
    const model = 'gemini-2.5-pro'
    const whole = await google.models.generateContent({ model, contents: 'A heron at dusk' })
    expect(whole.text).toContain('Palette')
    const stream = await google.models.generateContentStream({
      model,
      contents: 'A heron at dusk',
      config: { thinkingConfig: { includeThoughts: true, thinkingBudget: 1_024 } },
    })
    let thoughts = ''
    let text = ''
    for await (const chunk of stream) {
      for (const part of chunk.candidates?.[0]?.content?.parts ?? []) {
        if (part.thought === true) thoughts += part.text ?? ''
        else text += part.text ?? ''
      }
    }
    expect(thoughts).toContain('heron')
    expect(text).toContain('Palette')
  })

  it('calls a function and searches', async () => {
    const called = await google.models.generateContent({
      model: 'gemini-2.5-pro',
      contents: 'Use get_weather for Hue',
      config: {
        tools: [{ functionDeclarations: [{ name: 'get_weather', description: 'Weather' }] }],
      },
    })
    expect(called.functionCalls?.[0]?.name).toBe('get_weather')
    const searched = await google.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: 'News of the harbour',
      config: { tools: [{ googleSearch: {} }] },
    })
    expect(searched.candidates?.[0]?.groundingMetadata?.groundingChunks).toHaveLength(2)
  })

  it('draws and speaks in an answer', async () => {
    const drawn = await google.models.generateContent({
      model: 'gemini-2.5-flash-image',
      contents: 'Paper boats',
      config: { responseModalities: [Modality.TEXT, Modality.IMAGE], imageConfig: { aspectRatio: '16:9' } },
    })
    expect(drawn.data?.length).toBeGreaterThan(1_000)
    const spoken = await google.models.generateContent({
      model: 'gemini-2.5-flash-preview-tts',
      contents: 'Say warmly: welcome.',
      config: {
        responseModalities: [Modality.AUDIO],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
      },
    })
    expect(spoken.candidates?.[0]?.content?.parts?.[0]?.inlineData?.mimeType).toMatch(/^audio\/L16/)
  })

  it('makes vectors', async () => {
    const made = await google.models.embedContent({
      model: 'gemini-embedding-001',
      contents: ['red fox', 'blue whale'],
      config: { outputDimensionality: 256 },
    })
    expect(made.embeddings?.map(({ values }) => values?.length)).toEqual([256, 256])
  })
})

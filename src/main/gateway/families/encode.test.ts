import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findOperation } from '@shared/catalog/operations'
import type { WireRequest } from '../types'
import { encodeRequest, type InputFiles } from './encode'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-encode-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function encode(id: string, params: Record<string, unknown>, byteSize = 4): Promise<WireRequest> {
  const spec = findOperation(id)
  if (!spec) throw new Error(id)
  const write = async (name: string) => {
    const path = join(folder, name)
    await writeFile(path, name)
    if (byteSize !== 4) await truncate(path, byteSize)
    return { path, mime: 'image/png', fileName: `${name}.png`, byteSize }
  }
  const inputs: InputFiles = { fileOf: write, maskFileOf: (assetId, polarity) => write(`${assetId}-${polarity}`) }
  return encodeRequest(
    spec,
    spec.models[0] ?? '',
    params,
    inputs,
    async (file) => `https://files.example/${file.fileName}`,
  )
}

describe('a request with files', () => {
  it('leaves files of a form on disk, in order, with everything else as text', async () => {
    const { body } = await encode('openai-images.gpt-image-1.edit', { prompt: 'x', image: ['a', 'b'], n: 2 })
    expect(body).toEqual({
      kind: 'multipart',
      parts: [
        { name: 'model', value: 'gpt-image-1' },
        { name: 'image[]', filePath: join(folder, 'a'), fileName: 'a.png', mime: 'image/png', byteSize: 4 },
        { name: 'image[]', filePath: join(folder, 'b'), fileName: 'b.png', mime: 'image/png', byteSize: 4 },
        { name: 'prompt', value: 'x' },
        { name: 'n', value: '2' },
      ],
    })
  })

  it('asks for the mask in the colours of the vendor', async () => {
    const params = { prompt: 'x', image: 'a', mask: 'm' }
    const { body } = await encode('openai-images.gpt-image-1.mask', params)
    const parts = body.kind === 'multipart' ? body.parts : []
    expect(parts.find(({ name }) => name === 'mask')).toMatchObject({ fileName: 'm-alpha-zero-edits.png' })
  })

  it('writes bytes into JSON with and without a prefix, as the vendor wants them', async () => {
    const base64 = Buffer.from('a').toString('base64')
    const kling = await encode('kling.image2video', { image: 'a' })
    expect(kling.body).toMatchObject({ kind: 'json', value: { image: base64 } })
    const grok = await encode('grok.video.create', { prompt: 'x', images: ['a'] })
    expect(grok.body).toMatchObject({ kind: 'json', value: { images: [`data:image/png;base64,${base64}`] } })
  })

  it('refuses what is too large to hold, before anything is sent', async () => {
    await expect(encode('kling.image2video', { image: 'a' }, 50 * 1024 * 1024)).rejects.toMatchObject({
      failure: { code: 'too-large', charge: 'not-charged' },
    })
    const masked = { prompt: 'x', image: 'a', mask: 'm' }
    await expect(encode('openai-images.gpt-image-1.mask', masked, 5 * 1024 * 1024)).rejects.toMatchObject({
      failure: { code: 'too-large', message: expect.stringContaining('4 MB') as string },
    })
  })

  it('has the time-out of its operation and no query where none is needed', async () => {
    const request = await encode('openai.audio.speech', { input: 'x' })
    expect(request).toMatchObject({ method: 'POST', path: '/v1/audio/speech', timeoutMs: 120_000 })
    expect(request).not.toHaveProperty('query')
  })
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripTypeScriptTypes } from 'node:module'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOperation } from '../operations'
import { requestAsCode } from './as-code'
import { buildWireRequest, type PlannedRequest } from './wire-request'

const BASE_URL = 'https://api.example.com'
const HOSTILE = fc.oneof(
  fc.constantFrom(
    `'; rm -rf / #`,
    '$(touch owned) `id` "quoted"',
    `\\'`,
    "'''",
    '"""',
    '${process.env.HOME}',
    '\r\n--boundary',
  ),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
)

function plan(id: string, params: Record<string, unknown>): PlannedRequest {
  const spec = findOperation(id)
  if (!spec) throw new Error(id)
  return buildWireRequest(spec, spec.models[0] ?? '', params)
}

/** Runs the command with a curl that writes down its arguments, one a line as hex, and then its input. */
function runShell(
  code: string,
  files: Record<string, string> = {},
): { readonly words: readonly string[]; readonly input: string } {
  const folder = mkdtempSync(join(tmpdir(), 'studio-code-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    const curl = `curl() { for word in "$@"; do printf '%s' "$word" | od -An -v -tx1 | tr -d ' \\n'; echo; done; case "$*" in *@-) echo INPUT; cat;; esac; }`
    writeFileSync(join(folder, 'run.sh'), `${curl}\n${code}\n`)
    const output = execFileSync('sh', ['run.sh'], {
      cwd: folder,
      env: { ...process.env, CHAINHUB_API_KEY: 'k' },
    }).toString('latin1')
    const [words = '', input = ''] = output.split('INPUT\n')
    const read = words
      .trim()
      .split('\n')
      .map((line) => Buffer.from(line, 'hex').toString())
    return { words: read, input: Buffer.from(input, 'latin1').toString() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What arrives on the other side: lone halves of surrogate pairs become the replacement character. */
const asUtf8 = (text: string): string => Buffer.from(text).toString()

describe('a request as a curl command', () => {
  it('keeps any prompt one value of the JSON, whatever it holds', () => {
    fc.assert(
      fc.property(HOSTILE, (prompt) => {
        const { words } = runShell(
          requestAsCode('curl', { baseUrl: BASE_URL, request: plan('openai.audio.speech', { input: prompt }) }),
        )
        const json = JSON.parse(words.at(-1) ?? '') as { readonly input?: string }
        expect(words).toHaveLength(7)
        expect(json.input ?? '').toBe(prompt.replaceAll('\0', ''))
      }),
      { numRuns: 60 },
    )
  })

  it('keeps any prompt one part of a form', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const prompt = `a ${text.replaceAll('\0', '')}`
        const request = plan('openai-images.flux.edit', { image: 'a', prompt })
        const { words } = runShell(
          requestAsCode('curl', { baseUrl: BASE_URL, request, fileNameOf: () => `it's "one".png` }),
        )
        const parts = words.filter((_, index) => ['-F', '--form-string'].includes(words[index - 1] ?? ''))
        expect(parts).toContain(String.raw`image=@"it's \"one\".png"`)
        expect(parts).toContain(asUtf8(`prompt=${prompt}`))
      }),
      { numRuns: 60 },
    )
  })

  it('reads files into the JSON where it runs', () => {
    const request = plan('kling.image2video', { image: 'a', prompt: `it's` })
    const code = requestAsCode('curl', { baseUrl: BASE_URL, request, fileNameOf: () => 'first frame.png' })
    const { words, input } = runShell(code, { 'first frame.png': 'bytes' })
    expect(words).toContain('https://api.example.com/kling/v1/videos/image2video')
    expect(words).toContain('Authorization: Bearer k')
    expect(JSON.parse(input)).toMatchObject({
      image: Buffer.from('bytes').toString('base64'),
      prompt: `it's`,
      mode: 'std',
    })
  })
})

describe('a request as TypeScript', () => {
  it('sends exactly the planned JSON', async () => {
    await fc.assert(
      fc.asyncProperty(HOSTILE, async (prompt) => {
        const request = plan('openai-images.gpt-image-1.generate', { prompt })
        const code = stripTypeScriptTypes(requestAsCode('typescript', { baseUrl: BASE_URL, request }))
        let sent: {
          readonly url: string
          readonly options: { readonly body: string; readonly headers: object }
        } | null = null
        const fetch = (url: string, options: never) => {
          sent = { url, options }
          return Promise.resolve(new Response('{}'))
        }
        const context = { fetch, process: { env: { CHAINHUB_API_KEY: 'k' } }, console: { log: () => undefined } }
        await (runInNewContext(`(async () => {${code}})()`, context) as Promise<unknown>)
        expect(sent).toMatchObject({
          url: `${BASE_URL}/v1/images/generations`,
          options: { headers: { Authorization: 'Bearer k' } },
        })
        expect(JSON.parse((sent as unknown as { options: { body: string } }).options.body)).toEqual(request.body)
      }),
    )
  })
})

describe('a request as Python', () => {
  it('writes the documented request so that a person can read it', () => {
    const request = plan('grok.video.create', { prompt: 'A "cat"\n', images: ['a'] })
    expect(requestAsCode('python', { baseUrl: BASE_URL, request, fileNameOf: () => 'cat.png' })).toBe(`import base64
import os

import requests


def base64_of(path):
    with open(path, "rb") as file:
        return base64.b64encode(file.read()).decode()


body = {
  "model": "grok-video-3",
  "prompt": "A \\"cat\\"\\n",
  "images": [
    "data:image/png;base64," + base64_of("cat.png"),
  ],
  "aspect_ratio": "3:2",
  "size": "720P",
}

response = requests.request(
    "POST",
    "https://api.example.com/v1/video/create",
    headers={"Authorization": "Bearer " + os.environ["CHAINHUB_API_KEY"]},
    json=body,
    timeout=600,
)
response.raise_for_status()
print(response.headers["content-type"], response.content[:2000])
`)
  })

  it('writes truth and nothing in Python words, and forms as files', () => {
    const request = plan('openai-images.qwen-image-max', { prompt: 'x', watermark: true })
    expect(requestAsCode('python', { baseUrl: BASE_URL, request })).toContain('"watermark": True,')
    const form = requestAsCode('python', {
      baseUrl: BASE_URL,
      request: plan('openai-images.flux.edit', { image: 'a', prompt: 'x' }),
    })
    expect(form).toContain('("prompt", (None, "x")),')
    expect(form).toContain('("image", ("file-1", open("file-1", "rb"), "image/png")),')
  })
})

it.each(['curl', 'python', 'typescript'] as const)('the key is never in code for %s', (language) => {
  const code = requestAsCode(language, { baseUrl: BASE_URL, request: plan('midjourney.imagine', { prompt: 'x' }) })
  expect(code).toContain('CHAINHUB_API_KEY')
  expect(code).not.toMatch(/sk-/)
})

import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHAT_CODE_VARIANTS, chatAsCode, type ChatCodeInput } from '@shared/catalog/projections/chat-code'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../scripts/runtime/run-command'
import { findPythonWith } from '../../scripts/runtime/system-libraries'
import { startGateway } from './demo-harness'

const PICTURE = join(import.meta.dirname, '../../resources/screenshots/library.png')
const HOSTILE = 'What is "this"?\n\'\'\' """ \\ ${HOME} $(touch owned) `id` \u2028 é 猫 🐈'

let python: string | null = null

beforeAll(async () => {
  python = await findPythonWith(['requests'])
}, 300_000)

const chat = (baseUrl: string): ChatCodeInput => ({
  baseUrl,
  modelId: 'gpt-4o',
  systemPrompt: 'Be "brief".',
  messages: [
    { role: 'user', text: 'Hello', pictureIds: [] },
    { role: 'assistant', text: 'Hi.', pictureIds: [] },
    { role: 'user', text: HOSTILE, pictureIds: ['asset-1'] },
  ],
  fileNameOf: () => 'cat.png',
})

function folderWithPicture(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chat-code-'))
  copyFileSync(PICTURE, join(folder, 'cat.png'))
  return folder
}

describe('a chat as code', () => {
  it.for([
    ['python', 'python3 program'],
    ['python-stream', 'python3 program'],
    ['curl', 'sh program'],
  ] as const)('runs against the gateway: %s', async ([variant, command], { skip }) => {
    if (python === null) return skip('this machine has no Python with requests')
    const demo = await startGateway()
    const cwd = folderWithPicture()
    writeFileSync(join(cwd, 'program'), chatAsCode(variant, chat(demo.gateway.origin)))
    const env = { CHAINHUB_API_KEY: demo.gateway.demoKey, PYTHONIOENCODING: 'utf-8' }
    const result = await runCommand('sh', ['-c', command.replace('python3', python)], { cwd, env, timeoutMs: 50_000 })
    expect(result).toMatchObject({ code: 0, hasTimedOut: false })
    expect(result.output.trim().length).toBeGreaterThan(10)
    expect(await demo.charges()).toHaveLength(1)
  })

  it('sends every text exactly as it is', async ({ skip }) => {
    if (python === null) return skip('this machine has no Python with requests')
    const cwd = folderWithPicture()
    const code = chatAsCode('openai', chat('https://api.example.com'))
    const messages = code.slice(0, code.indexOf('# A repeated')).replace('from openai import OpenAI', '')
    writeFileSync(join(cwd, 'program.py'), `${messages}\nimport json\nprint(json.dumps(messages))\n`)
    const { output } = await runCommand(python, ['program.py'], { cwd, env: { PYTHONIOENCODING: 'utf-8' } })
    const sent = JSON.parse(output) as { role: string; content: unknown }[]
    expect(sent.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(sent[3]?.content).toMatchObject([
      { type: 'text', text: HOSTILE },
      { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBOR/) } },
    ])
  })

  it.each(CHAT_CODE_VARIANTS.map(({ id }) => id))('holds no key, and the address of the gateway: %s', (variant) => {
    const code = chatAsCode(variant, chat('https://api.example.com'))
    expect(code).toContain('CHAINHUB_API_KEY')
    expect(code).toContain('https://api.example.com/v1')
  })

  it('compiles in every Python variant', async ({ skip }) => {
    if (python === null) return skip('this machine has no Python with requests')
    const cwd = folderWithPicture()
    const names = CHAT_CODE_VARIANTS.filter(({ label }) => label.startsWith('Python')).map(({ id }) => {
      writeFileSync(join(cwd, `${id}.py`), chatAsCode(id, chat('https://api.example.com')))
      return `${id}.py`
    })
    const result = await runCommand(python, ['-W', 'error', '-m', 'py_compile', ...names], { cwd })
    expect(result).toMatchObject({ code: 0, output: '' })
  })
})

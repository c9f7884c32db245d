import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PYTHON_PAGES } from '@shared/catalog/documentation/python-pages'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../scripts/runtime/run-command'
import { findPythonWith } from '../../scripts/runtime/system-libraries'
import { startGateway, type Client } from './demo-harness'

const PICTURE = join(import.meta.dirname, '../../resources/screenshots/library.png')
const RUNNABLE = new Set(['requests', 'websockets'])
const BASE_URL = 'https://api.example.com'

let python: string | null = null

beforeAll(async () => {
  python = await findPythonWith(['requests', 'websockets'])
}, 300_000)

async function prepareFolder(demo: Client, files: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'python-pages-'))
  for (const file of files) {
    if (file.endsWith('.png')) copyFileSync(PICTURE, join(folder, file))
    else writeFileSync(join(folder, file), await speechOf(demo))
  }
  return folder
}

async function speechOf(demo: Client): Promise<Buffer> {
  const answer = await demo.post('/v1/audio/speech', { model: 'tts-1', voice: 'alloy', input: 'Hello there' })
  return Buffer.from(await answer.arrayBuffer())
}

describe('the programs of the Python pages', () => {
  it.for(PYTHON_PAGES.filter(({ packages }) => packages.every((name) => RUNNABLE.has(name))))(
    '$row $title runs against the gateway',
    async ({ files, code }, { skip }) => {
      if (python === null) return skip('this machine has no Python with requests and websockets')
      const demo = await startGateway()
      const folder = await prepareFolder(demo, files)
      writeFileSync(join(folder, 'program.py'), code(demo.gateway.origin))
      const env = { CHAINHUB_API_KEY: demo.gateway.demoKey, PYTHONIOENCODING: 'utf-8' }
      const result = await runCommand('sh', ['-c', `printf 'Hello\\nAnd now?\\n' | ${python} program.py`], {
        cwd: folder,
        env,
        timeoutMs: 50_000,
      })
      expect(result.output).not.toContain('Traceback')
      expect(result).toMatchObject({ code: 0, hasTimedOut: false })
      expect(result.output.trim().length).toBeGreaterThan(0)
      expect((await demo.charges()).length).toBeGreaterThan(0)
    },
  )

  it('all compile, also those whose libraries are not here', async ({ skip }) => {
    const anyPython = python ?? (await findPythonWith(['ast']))
    if (anyPython === null) return skip('this machine has no Python')
    const folder = mkdtempSync(join(tmpdir(), 'python-pages-'))
    const names = PYTHON_PAGES.map(({ row, code }) => {
      writeFileSync(join(folder, `${row}.py`), code(BASE_URL))
      return `${row}.py`
    })
    const result = await runCommand(anyPython, ['-W', 'error', '-m', 'py_compile', ...names], { cwd: folder })
    expect(result).toMatchObject({ code: 0, output: '' })
  })

  it('cover every page of the Python chapter, and hold no key', () => {
    const rows = Array.from({ length: 17 }, (_, index) => `D${242 + index}`)
    expect(PYTHON_PAGES.map(({ row }) => row)).toEqual(rows)
    for (const { code } of PYTHON_PAGES) {
      expect(code(BASE_URL)).toContain('CHAINHUB_API_KEY')
      expect(code(BASE_URL)).not.toMatch(/sk-[A-Za-z0-9]/)
    }
  })
})

import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashSources } from './build-app.ts'

describe('hashSources', () => {
  let root = ''

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'build-app-'))
    await mkdir(join(root, 'src/main'), { recursive: true })
    await writeFile(join(root, 'src/main/index.ts'), 'start()')
  })
  afterEach(() => rm(root, { recursive: true }))

  const hash = () => hashSources(root, ['src', 'missing.config.ts'])

  it('changes with the content of a nested file', async () => {
    const before = await hash()
    await writeFile(join(root, 'src/main/index.ts'), 'start(1)')
    expect(await hash()).not.toBe(before)
  })

  it('changes when a file gets another name', async () => {
    const before = await hash()
    await rm(join(root, 'src/main/index.ts'))
    await writeFile(join(root, 'src/main/other.ts'), 'start()')
    expect(await hash()).not.toBe(before)
  })

  it('stays the same when only times and unit tests change: no needless build', async () => {
    const before = await hash()
    await utimes(join(root, 'src/main/index.ts'), 1, 1)
    await writeFile(join(root, 'src/main/index.test.ts'), 'test()')
    expect(await hash()).toBe(before)
  })
})

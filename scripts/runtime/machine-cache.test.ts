import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ensureCachedFolder } from './machine-cache.ts'

let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'machine-cache-'))
})
afterEach(() => rm(root, { recursive: true }))

it('makes a folder once, also when two ask at the same time', async () => {
  let makings = 0
  const make = async (dir: string): Promise<void> => {
    makings += 1
    await writeFile(join(dir, 'content'), 'whole')
  }
  const [first, second] = await Promise.all([
    ensureCachedFolder(root, 'thing', make),
    ensureCachedFolder(root, 'thing', make),
  ])
  expect([first, second]).toEqual([join(root, 'thing'), join(root, 'thing')])
  expect(makings).toBe(1)
})

it('leaves nothing with the final name when the making fails, and can be tried again', async () => {
  const broken = ensureCachedFolder(root, 'thing', async (dir) => {
    await writeFile(join(dir, 'content'), 'ha')
    throw new Error('cut off')
  })
  await expect(broken).rejects.toThrow('cut off')
  expect(await readdir(root)).toEqual([])
  const folder = await ensureCachedFolder(root, 'thing', (dir) => writeFile(join(dir, 'content'), 'whole'))
  expect(await readFile(join(folder, 'content'), 'utf8')).toBe('whole')
})

it('takes over the lock of a process that no longer lives', async () => {
  const processIdThatCannotLive = 2 ** 22 + 1
  await writeFile(join(root, 'thing.lock'), String(processIdThatCannotLive))
  await ensureCachedFolder(root, 'thing', (dir) => writeFile(join(dir, 'content'), 'whole'))
  expect(await readdir(root)).toEqual(['thing'])
})

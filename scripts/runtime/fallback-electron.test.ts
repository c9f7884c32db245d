import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkIntegrity, fingerprintFolder, isFallbackSupported, targetOfEntry } from './fallback-electron.ts'

let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fallback-electron-'))
})
afterEach(() => rm(root, { recursive: true }))

const SHA512_OF_ABC = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='

it('accepts the file whose checksum was noted', async () => {
  await writeFile(join(root, 'a.tgz'), 'abc')
  await expect(checkIntegrity(join(root, 'a.tgz'), SHA512_OF_ABC)).resolves.toBeUndefined()
})

it('refuses a file that differs by one byte', async () => {
  await writeFile(join(root, 'a.tgz'), 'abd')
  await expect(checkIntegrity(join(root, 'a.tgz'), SHA512_OF_ABC)).rejects.toThrow(/not the expected file/)
})

it("leaves out the other program's own files", () => {
  const names = [
    'Cypress/resources/app/index.js',
    'Cypress/resources/app-update.yml',
    'Cypress/browser_v8_context_snapshot.bin',
    'Cypress/locales/',
    'stray.txt',
  ]
  expect(names.map(targetOfEntry)).toEqual(names.map(() => undefined))
  expect(targetOfEntry('Cypress/locales/de.pak')).toBe('locales/de.pak')
})

it('makes another runtime when what goes into it changes', async () => {
  await writeFile(join(root, 'main.js'), 'one')
  const before = await fingerprintFolder(root)
  await writeFile(join(root, 'main.js'), 'two')
  expect(await fingerprintFolder(root)).not.toBe(before)
})

it('is offered on 64-bit Intel Linux alone', () => {
  const machines = [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['win32', 'x64'],
  ] as const
  expect(machines.map(([platform, arch]) => isFallbackSupported(platform, arch))).toEqual([true, false, false, false])
})

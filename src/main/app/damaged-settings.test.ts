import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepDamagedSettings } from './damaged-settings'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'damaged-settings-'))
  path = join(folder, 'boot.json')
})

describe('keepDamagedSettings', () => {
  it('leaves a sound file and a missing one alone', () => {
    expect(keepDamagedSettings(path)).toBeNull()
    writeFileSync(path, '{"theme":"dark"}')
    expect(keepDamagedSettings(path)).toBeNull()
    expect(readdirSync(folder)).toEqual(['boot.json'])
  })

  it.each([
    ['empty', ''],
    ['half written', '{"window": {"wid'],
    ['full of NULs', '\0\0\0\0'],
    ['not an object', '[1]'],
  ])('keeps a file that is %s', (_name, text) => {
    writeFileSync(path, text)
    const kept = keepDamagedSettings(path)
    expect(readFileSync(kept ?? '', 'utf8')).toBe(text)
    expect(readdirSync(folder)).not.toContain('boot.json')
  })
})

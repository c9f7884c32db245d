import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeLockfile, platformOf } from './complete-lockfile.ts'
import { projectDir } from './runtime/project-paths.ts'

describe('completeLockfile', () => {
  it('adds the optional packages that other platforms need', () => {
    const { lockfile, added } = completeLockfile({
      packages: {
        'node_modules/tool': {
          version: '1.2.3',
          dev: true,
          optionalDependencies: { '@tool/linux-x64-gnu': '1.2.3', '@tool/win32-x64-msvc': '1.2.3' },
        },
        'node_modules/@tool/linux-x64-gnu': { version: '1.2.3' },
      },
    })
    expect(added).toEqual(['@tool/win32-x64-msvc@1.2.3'])
    expect(lockfile.packages['node_modules/@tool/win32-x64-msvc']).toEqual({
      version: '1.2.3',
      os: ['win32'],
      cpu: ['x64'],
      dev: true,
      optional: true,
    })
  })

  it('finds nothing to add to the committed lockfile, which also names no host', async () => {
    const text = await readFile(join(projectDir, 'package-lock.json'), 'utf8')
    expect(completeLockfile(JSON.parse(text)).added, 'npm run lock completes it').toEqual([])
    expect(text).not.toContain('"resolved"')
  })
})

it.each([
  ['@oxlint/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['@oxlint/binding-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
  ['lightningcss-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
])('reads the platform from %s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

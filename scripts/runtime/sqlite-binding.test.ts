import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectDir } from './project-paths.ts'
import { needsOwnBinding, withOlderRuntimeDefines } from './sqlite-binding.ts'

it('builds for runtimes that the prebuilt binary crashes in, and for them alone', () => {
  expect([9, 10, 11].map(needsOwnBinding)).toEqual([true, false, false])
})

it("knows the installed better-sqlite3's build description", async () => {
  const gyp = await readFile(join(projectDir, 'node_modules/better-sqlite3/binding.gyp'), 'utf8')
  expect(withOlderRuntimeDefines(gyp)).not.toContain('NAPI_VERSION=10')
})

it('refuses a build description that it does not know', () => {
  expect(() => withOlderRuntimeDefines("'defines': ['NAPI_VERSION=11']")).toThrow(/has changed/)
})

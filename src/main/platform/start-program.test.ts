import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { startProgram } from './start-program'

it.skipIf(process.platform === 'win32')('hands over names as they are, whatever they look like', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'program-'))
  const program = join(folder, 'viewer')
  await writeFile(
    program,
    `#!/bin/sh\nprintf '%s|' "$@" > '${folder}/seen.part' && mv '${folder}/seen.part' '${folder}/seen'\n`,
  )
  await chmod(program, 0o755)
  await startProgram(program, ['/a b.png', '/$(touch x);"&.png'])
  await vi.waitFor(
    async () => expect(await readFile(join(folder, 'seen'), 'utf8')).toBe('/a b.png|/$(touch x);"&.png|'),
    {
      timeout: 20_000,
    },
  )
})

it('says that there is no such program', async () => {
  await expect(startProgram('/no/such/program', ['/a.png'])).rejects.toMatchObject({ code: 'not-found' })
})

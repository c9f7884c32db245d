import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@main/db/open'
import { MIGRATIONS } from '@main/db/migrations/all'
import { createSavedPromptService } from '@main/services/saved-prompt'
import { expect, it } from 'vitest'

it('prompts are added, changed, brought back after a deletion, and never share a name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prompts-'))
  const files = { filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') }
  const db = await openDatabase({ ...files, migrations: MIGRATIONS })
  const clock = { nowMs: () => 1, monotonicMs: () => 1 }
  let count = 0
  const prompts = createSavedPromptService({ db, clock, nextId: () => `prompt-${(count += 1)}` })

  const shots = await prompts.save({ name: 'shots', text: 'Shots of {{place}}' })
  const light = await prompts.save({ name: 'light', text: 'Only the light' })
  await prompts.save({ ...shots, text: 'Ten shots of {{place}}' })
  expect(await prompts.list()).toEqual([light, { ...shots, text: 'Ten shots of {{place}}' }])
  await expect(prompts.save({ name: 'SHOTS', text: 'x' })).rejects.toMatchObject({
    failure: { code: 'bad-parameter', message: expect.stringContaining('/shots') },
  })
  await prompts.remove({ id: shots.id })
  expect(await prompts.list()).toEqual([light])
  await prompts.save(shots)
  expect((await prompts.list()).map(({ id }) => id)).toEqual([light.id, shots.id])
  db.close()
})

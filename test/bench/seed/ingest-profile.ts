import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { saveSetting } from '@main/db/commands/settings'
import { openDatabase } from '@main/db/open'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { saveLoopbackKey } from './seeded-library.ts'

const OUTPUTS_PER_TASK = 4
const PROFILE_ID = 'bench'

/**
 * A profile whose last run ended when the gateway had made so many pictures and none was fetched: the next start
 * fetches them all. The links lie on the gateway's own origin.
 * @returns the path of its database
 */
export async function writeIngestProfile(
  userDataDir: string,
  gatewayOrigin: string,
  urls: readonly string[],
): Promise<string> {
  const library = join(userDataDir, 'library')
  await mkdir(library, { recursive: true })
  const filePath = join(library, 'studio.sqlite')
  const db = await openDatabase({ filePath, backupFolder: join(library, 'backups') })
  try {
    await saveSetting(db, 'studio.settings', JSON.stringify({ ...DEFAULT_SETTINGS, isFirstRunDone: true }))
    await saveSetting(db, 'view.app.view', JSON.stringify('settings'))
    saveLoopbackKey(db, PROFILE_ID, gatewayOrigin)
    db.transaction('seed.tasks', () => {
      urls.forEach((url, index) => {
        const taskId = `task-${String(Math.floor(index / OUTPUTS_PER_TASK)).padStart(4, '0')}`
        const ordinal = index % OUTPUTS_PER_TASK
        if (ordinal === 0) writeTask(taskId)
        db.run(
          'seed.output',
          `INSERT INTO output (id, task_id, ordinal, media, state, url, mime_hint, first_seen_at)
           VALUES (?, ?, ?, 'image', 'pending', ?, 'image/png', ?)`,
          [`output-${String(index).padStart(4, '0')}`, taskId, ordinal, url, Date.now()],
        )
      })
    })
  } finally {
    db.close()
  }
  return filePath

  function writeTask(taskId: string): void {
    db.run(
      'seed.generation',
      `INSERT INTO generation (id, client_request_id, operation_id, spec_version, model_id, prompt, params_json,
         input_asset_ids_json, origin_json, estimate_json, key_profile_id, key_profile_label, created_at)
       VALUES (?, ?, 'openai-images.generate', 1, 'gpt-image-1', 'a picture', '{}', '[]', '{"kind":"create"}',
         '{"kind":"unknown"}', ?, 'Bench', ?)`,
      [taskId, taskId, PROFILE_ID, Date.now()],
    )
    db.run(
      'seed.task',
      `INSERT INTO task (id, generation_id, state, lane, remote_json, created_at, submitted_at)
       VALUES (?, ?, 'downloading', 'bench', '{"id":"remote"}', ?, ?)`,
      [taskId, taskId, Date.now(), Date.now()],
    )
  }
}

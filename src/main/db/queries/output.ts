import type { Database } from '../database'
import { fromJson } from '../json'

/** The asset that an output became, once it is stored. */
export async function findAssetOfOutput(db: Database, outputId: string): Promise<string | null> {
  return (
    db.get<{ asset_id: string | null }>('output.asset', 'SELECT asset_id FROM output WHERE id = ?', [outputId])
      ?.asset_id ?? null
  )
}

/** Names under which inline bytes of open outputs lie in staging. */
export async function listStagedNames(db: Database): Promise<readonly string[]> {
  const rows = db.all<{ name: string }>(
    'output.staged-names',
    "SELECT staged_name AS name FROM output WHERE staged_name IS NOT NULL AND state = 'pending'",
  )
  return rows.map(({ name }) => name)
}

/** Links from which the file of an asset once came, and whose key opens them; the newest first. */
export async function loadLinksOf(
  db: Database,
  assetId: string,
): Promise<readonly { readonly url: string; readonly keyProfileId: string }[]> {
  return db.all(
    'output.links',
    `SELECT output.url, generation.key_profile_id AS keyProfileId FROM asset
       JOIN generation ON generation.id = asset.generation_id JOIN task ON task.generation_id = generation.id
       JOIN output ON output.task_id = task.id AND output.asset_id = asset.id
     WHERE asset.id = ? AND output.url IS NOT NULL ORDER BY output.first_seen_at DESC`,
    [assetId],
  )
}

/** What a generation says of its results. */
export interface ResultFacts {
  readonly prompt: string
  readonly modelId: string
  readonly operationId: string
  readonly inputAssetIds: readonly string[]
  /** Results of the task that this one follows up on, for example an upscale's grid. */
  readonly followedAssetIds: readonly string[]
}

export async function loadResultFacts(db: Database, generationId: string): Promise<ResultFacts | null> {
  const row = db.get<{
    prompt: string
    model_id: string
    operation_id: string
    input_asset_ids_json: string
    origin_json: string
  }>(
    'generation.result-facts',
    'SELECT prompt, model_id, operation_id, input_asset_ids_json, origin_json FROM generation WHERE id = ?',
    [generationId],
  )
  if (!row) return null
  const origin = fromJson<{ readonly kind: string; readonly taskId?: string }>(row.origin_json)
  const followed =
    origin.kind === 'follow-up' && origin.taskId
      ? db.all<{ asset_id: string }>(
          'output.assets-of-task',
          'SELECT asset_id FROM output WHERE task_id = ? AND asset_id IS NOT NULL',
          [origin.taskId],
        )
      : []
  return {
    prompt: row.prompt,
    modelId: row.model_id,
    operationId: row.operation_id,
    inputAssetIds: fromJson<readonly string[]>(row.input_asset_ids_json),
    followedAssetIds: followed.map(({ asset_id }) => asset_id),
  }
}

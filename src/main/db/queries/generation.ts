import type { Params, PostProcess, Recipe } from '@shared/domain/generation'
import type { MediaKind } from '@shared/domain/media'
import type { Price } from '@shared/domain/money'
import type { GenerationOrigin } from '@shared/domain/task'
import type { Database } from '../database'
import { fromJson } from '../json'

interface RecipeRow {
  readonly id: string
  readonly operation_id: string
  readonly spec_version: number
  readonly model_id: string
  readonly prompt: string
  readonly params_json: string
  readonly input_asset_ids_json: string
  readonly origin_json: string
  readonly post_process_json: string | null
  readonly estimate_json: string
  readonly key_profile_id: string
  readonly key_profile_label: string
  readonly charged_micro_usd: number | null
  readonly created_at: number
}

const RECIPE = `SELECT generation.*,
  (SELECT charged_micro_usd FROM task WHERE task.generation_id = generation.id ORDER BY task.id DESC LIMIT 1) AS charged_micro_usd
  FROM generation`

/** What made a result; null where there is no such generation. */
export async function loadRecipe(db: Database, generationId: string): Promise<Recipe | null> {
  const row = db.get<RecipeRow>('generation.recipe', `${RECIPE} WHERE generation.id = ?`, [generationId])
  return row ? toRecipe(row) : null
}

/** Null for a file that was imported. */
export async function loadRecipeOfAsset(db: Database, assetId: string): Promise<Recipe | null> {
  const row = db.get<RecipeRow>(
    'generation.recipe-of-asset',
    `${RECIPE} WHERE generation.id = (SELECT generation_id FROM asset WHERE asset.id = ?)`,
    [assetId],
  )
  return row ? toRecipe(row) : null
}

/** What a retry repeats besides the recipe. */
export async function loadPostProcess(db: Database, generationId: string): Promise<PostProcess | null> {
  const row = db.get<{ post_process_json: string | null }>(
    'generation.post-process',
    'SELECT post_process_json FROM generation WHERE id = ?',
    [generationId],
  )
  return fromJson<PostProcess>(row?.post_process_json ?? null)
}

/** The task that owns a piece of work at the gateway; null where none does. */
export async function findTaskByRemoteId(db: Database, keyProfileId: string, remoteId: string): Promise<string | null> {
  const row = db.get<{ id: string }>(
    'generation.task-of-remote',
    `SELECT task.id FROM task JOIN generation ON generation.id = task.generation_id
     WHERE generation.key_profile_id = ? AND json_extract(task.remote_json, '$.id') = ? ORDER BY task.id DESC LIMIT 1`,
    [keyProfileId, remoteId],
  )
  return row?.id ?? null
}

/** The task that waits for a piece of work at a gateway, whatever its key; null where none does. */
export async function findPollingTask(db: Database, remoteId: string): Promise<string | null> {
  const row = db.get<{ id: string }>(
    'generation.polling-task-of-remote',
    "SELECT id FROM task WHERE state = 'polling' AND json_extract(remote_json, '$.id') = ? ORDER BY id DESC LIMIT 1",
    [remoteId],
  )
  return row?.id ?? null
}

const toRecipe = (row: RecipeRow): Recipe => ({
  generationId: row.id,
  operationId: row.operation_id,
  specVersion: row.spec_version,
  modelId: row.model_id,
  params: fromJson<Params>(row.params_json),
  prompt: row.prompt,
  inputAssetIds: fromJson<readonly string[]>(row.input_asset_ids_json),
  origin: fromJson<GenerationOrigin>(row.origin_json),
  estimate: fromJson<Price>(row.estimate_json),
  chargedMicroUsd: row.charged_micro_usd,
  keyProfileLabel: row.key_profile_label,
  createdAtMs: row.created_at,
})

/** What validation needs to know of inputs; a file that is gone from the disk counts as gone. */
export interface InputFacts {
  readonly media: MediaKind
  readonly mime: string
  readonly byteSize: number
  readonly width: number | null
  readonly height: number | null
  readonly title: string
}

export async function loadInputFacts(
  db: Database,
  assetIds: readonly string[],
): Promise<ReadonlyMap<string, InputFacts>> {
  const rows = db.all<InputFacts & { readonly id: string }>(
    'generation.input-facts',
    `SELECT asset.id, asset.media, asset.mime, asset.byte_size AS byteSize, asset.width, asset.height, asset.title
     FROM json_each(?) AS wanted JOIN asset ON asset.id = wanted.value WHERE asset.is_missing = 0`,
    [JSON.stringify(assetIds)],
  )
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

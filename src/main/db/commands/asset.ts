import type { AssetOrigin, AssetRelation } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import type { Database } from '../database'
import { addMediaJob, closeMediaJob, type NewMediaJob } from './media-job-writes'
import { addAssetText, changeNoteText, extendAssetText } from './asset-text'
import { joinStackOfGeneration, settleStacksOf } from './stack-writes'
import { bumpRevision } from './library-revision'

export interface NewAssetRelation {
  readonly parentId: string
  readonly relation: AssetRelation
}

export interface NewAsset {
  readonly id: string
  readonly sha256: string
  readonly media: MediaKind
  readonly mime: string
  readonly extension: string
  readonly byteSize: number
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
  readonly displayName: string
  readonly title: string
  readonly origin: AssetOrigin
  readonly generationId: string | null
  readonly modelId: string | null
  readonly isHidden: boolean
  /** More for the search than title and names, for example the prompt. */
  readonly searchText: string
  readonly relations: readonly NewAssetRelation[]
  readonly nowMs: number
  /** The output of a task that this asset is; committed with it, so that a kill leaves both or none. */
  readonly outputId?: string | undefined
  /** Work that has to follow, committed with the asset; made from the id that the content has. */
  readonly followingJob?: ((assetId: string) => NewMediaJob) | undefined
  /** The durable job whose result this asset is. */
  readonly finishesJobId?: string | undefined
}

export interface AddedAsset {
  readonly assetId: string
  /** False when the same content was there already; its row is then the answer. */
  readonly isNew: boolean
  readonly rev: number
}

/**
 * Writes an asset with its search text, relations and what hangs on it. The same content again answers with the row
 * that is there, brought back from the trash and out of hiding where the new one would be visible.
 */
export async function addAsset(db: Database, asset: NewAsset): Promise<AddedAsset> {
  return db.transaction('asset.add', () => {
    const rev = bumpRevision(db)
    const known = db.get<{ id: string }>('asset.known', 'SELECT id FROM asset WHERE sha256 = ?', [asset.sha256])
    if (known) reviveAsset(db, known.id, asset, rev)
    else insertAsset(db, asset, rev)
    const assetId = known?.id ?? asset.id
    addRelations(db, assetId, asset.relations)
    if (!asset.isHidden && asset.generationId !== null) joinStackOfGeneration(db, assetId)
    if (asset.outputId) {
      db.run('asset.note-output', 'UPDATE output SET asset_id = ? WHERE id = ?', [assetId, asset.outputId])
    }
    if (asset.followingJob) addMediaJob(db, asset.followingJob(assetId), asset.nowMs)
    if (asset.finishesJobId) closeMediaJob(db, asset.finishesJobId, { state: 'done', resultAssetId: assetId })
    return { assetId, isNew: !known, rev }
  })
}

/** Inside a transaction; for content that is not there yet. */
export function insertAsset(db: Database, asset: NewAsset, rev: number): void {
  const row = db.get<{ number: number }>(
    'asset.insert',
    `INSERT INTO asset (id, sha256, media, mime, extension, byte_size, width, height, duration_ms, display_name, title,
       origin, generation_id, model_id, is_hidden, thumbnail, rev, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`,
    [
      asset.id,
      asset.sha256,
      asset.media,
      asset.mime,
      asset.extension,
      asset.byteSize,
      asset.width,
      asset.height,
      asset.durationMs,
      asset.displayName,
      asset.title,
      asset.origin,
      asset.generationId,
      asset.modelId,
      asset.isHidden ? 1 : 0,
      asset.media === 'text' ? 'none' : 'pending',
      rev,
      asset.nowMs,
    ],
  )
  const rest = [asset.title, asset.displayName, asset.searchText, asset.modelId ?? ''].join('\n')
  if (row) addAssetText(db, row.number, rest)
}

/** What was imported or recovered and now comes out of a generation gets its recipe; what it has is never taken away. */
function reviveAsset(db: Database, assetId: string, asset: NewAsset, rev: number): void {
  db.run(
    'asset.revive',
    `UPDATE asset SET trashed_at = NULL, is_missing = 0, rev = ?,
       is_hidden = CASE WHEN ? THEN is_hidden ELSE 0 END,
       generation_id = coalesce(generation_id, ?), model_id = coalesce(model_id, ?)
     WHERE id = ?`,
    [rev, asset.isHidden ? 1 : 0, asset.generationId, asset.modelId, assetId],
  )
  extendAssetText(db, assetId, asset.searchText)
}

function addRelations(db: Database, childId: string, relations: readonly NewAssetRelation[]): void {
  for (const { parentId, relation } of relations) {
    db.run(
      'asset.relate',
      `INSERT OR IGNORE INTO asset_relation (child_id, parent_id, relation)
       SELECT ?, id, ? FROM asset WHERE id = ? AND id <> ?`,
      [childId, relation, parentId, childId],
    )
  }
}

/** `trashedAtMs` null brings them back. */
export async function setAssetsTrashed(
  db: Database,
  assetIds: readonly string[],
  trashedAtMs: number | null,
): Promise<number> {
  return db.transaction('asset.set-trashed', () => writeTrashed(db, assetIds, trashedAtMs))
}

/** Inside a transaction. */
export function writeTrashed(db: Database, assetIds: readonly string[], trashedAtMs: number | null): number {
  const rev = changeAssets(db, 'asset.trash', 'trashed_at = ?', [trashedAtMs], assetIds)
  settleStacksOf(db, assetIds)
  return rev
}

export async function setAssetMissing(db: Database, assetId: string, isMissing: boolean): Promise<number> {
  return setAssetsMissing(db, [assetId], isMissing)
}

export async function setAssetsMissing(db: Database, assetIds: readonly string[], isMissing: boolean): Promise<number> {
  return changeAssets(db, 'asset.set-missing', 'is_missing = ?', [isMissing ? 1 : 0], assetIds)
}

/** Shows assets that were behind another one, for example a model's answer that could not be combined. */
export async function revealAssets(db: Database, assetIds: readonly string[]): Promise<number> {
  return changeAssets(db, 'asset.reveal', 'is_hidden = 0', [], assetIds)
}

/** Inside a transaction. */
export function writeNote(db: Database, assetId: string, note: string): void {
  changeAssets(db, 'asset.write-note', 'note = ?', [note], [assetId])
  changeNoteText(db, assetId, note)
}

export interface ProbedMedia {
  readonly thumbnail: 'ready' | 'failed' | 'none'
  readonly width: number | null
  readonly height: number | null
  /** As a decoder measured it, which is seldom a whole number. */
  readonly durationMs: number | null
}

/** What the media worker found out; a measure that a header already gave stays. */
export async function noteThumbnail(db: Database, assetId: string, probed: ProbedMedia): Promise<number> {
  return changeAssets(
    db,
    'asset.note-thumbnail',
    'thumbnail = ?, width = coalesce(width, ?), height = coalesce(height, ?), duration_ms = coalesce(duration_ms, ?)',
    [probed.thumbnail, probed.width, probed.height, probed.durationMs === null ? null : Math.round(probed.durationMs)],
    [assetId],
  )
}

function changeAssets(
  db: Database,
  name: string,
  assignments: string,
  values: readonly (string | number | null)[],
  assetIds: readonly string[],
): number {
  return db.transaction(name, () => {
    const rev = bumpRevision(db)
    db.run(`${name}-rows`, `UPDATE asset SET ${assignments}, rev = ? WHERE id IN (SELECT value FROM json_each(?))`, [
      ...values,
      rev,
      JSON.stringify(assetIds),
    ])
    return rev
  })
}

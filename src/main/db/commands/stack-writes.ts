import type { Database } from '../database'

/** Called inside transactions; nothing here bumps the revision or can be undone by itself. */

/** Results of one generation of one kind fold under the first of them. */
export function joinStackOfGeneration(db: Database, assetId: string): void {
  const sibling = db.get<{ number: number; stack_id: string | null }>(
    'stack.sibling',
    `SELECT sibling.number, sibling.stack_id FROM asset AS own
       JOIN asset AS sibling ON sibling.generation_id = own.generation_id AND sibling.media = own.media
     WHERE own.id = ? AND own.stack_id IS NULL AND sibling.number <> own.number
       AND sibling.is_hidden = 0 AND sibling.trashed_at IS NULL ORDER BY sibling.number LIMIT 1`,
    [assetId],
  )
  if (!sibling) return
  const stackId = sibling.stack_id ?? createStack(db, sibling.number)
  db.run('stack.join', 'UPDATE asset SET stack_id = ? WHERE id = ?', [stackId, assetId])
  settleStack(db, stackId)
}

function createStack(db: Database, winnerNumber: number): string {
  const stack = db.get<{ id: string }>(
    'stack.create',
    'INSERT INTO stack (id, winner_number, item_count) VALUES (lower(hex(randomblob(16))), ?, 1) RETURNING id',
    [winnerNumber],
  )
  const id = stack?.id ?? ''
  db.run('stack.begin', 'UPDATE asset SET stack_id = ? WHERE number = ?', [id, winnerNumber])
  return id
}

/** Puts assets together, taken out of the stacks they were in. */
export function stackTogether(db: Database, assetIds: readonly string[], winnerId: string): void {
  const former = stackIdsOf(db, assetIds)
  const winner = db.get<{ number: number }>('stack.winner', 'SELECT number FROM asset WHERE id = ?', [winnerId])
  if (!winner) return
  leaveStacks(db, assetIds)
  for (const stackId of former) settleStack(db, stackId)
  const stackId = createStack(db, winner.number)
  db.run('stack.join-all', 'UPDATE asset SET stack_id = ? WHERE id IN (SELECT value FROM json_each(?))', [
    stackId,
    JSON.stringify(assetIds),
  ])
  setWinner(db, stackId, winner.number)
}

export function dissolveStacks(db: Database, assetIds: readonly string[]): void {
  for (const stackId of stackIdsOf(db, assetIds)) {
    db.run('stack.release', 'UPDATE asset SET stack_id = NULL, is_folded = 0 WHERE stack_id = ?', [stackId])
    db.run('stack.delete', 'DELETE FROM stack WHERE id = ?', [stackId])
  }
}

/** Takes assets out of their stacks; those keep the others. */
export function takeOutOfStacks(db: Database, assetIds: readonly string[]): void {
  const former = stackIdsOf(db, assetIds)
  leaveStacks(db, assetIds)
  for (const stackId of former) settleStack(db, stackId)
}

function leaveStacks(db: Database, assetIds: readonly string[]): void {
  db.run(
    'stack.leave',
    'UPDATE asset SET stack_id = NULL, is_folded = 0 WHERE stack_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(assetIds)],
  )
}

export function chooseWinner(db: Database, assetId: string): void {
  const asset = db.get<{ number: number; stack_id: string | null }>(
    'stack.of',
    'SELECT number, stack_id FROM asset WHERE id = ?',
    [assetId],
  )
  if (asset?.stack_id) setWinner(db, asset.stack_id, asset.number)
}

function setWinner(db: Database, stackId: string, assetNumber: number): void {
  db.run('stack.set-winner', 'UPDATE stack SET winner_number = ? WHERE id = ?', [assetNumber, stackId])
  settleStack(db, stackId)
}

export function openStack(db: Database, stackId: string, isOpen: boolean): void {
  db.run('stack.open', 'UPDATE stack SET is_open = ? WHERE id = ?', [isOpen ? 1 : 0, stackId])
  settleStack(db, stackId)
}

export function settleStacksOf(db: Database, assetIds: readonly string[]): void {
  for (const stackId of stackIdsOf(db, assetIds)) settleStack(db, stackId)
}

/**
 * Makes a stack true to its members: how many are there, who lies on top (the best one left when the winner went to
 * the trash), and who is folded beneath. A stack of nobody is gone.
 */
function settleStack(db: Database, stackId: string): void {
  const best = db.get<{ number: number; count: number; is_winner_there: number }>(
    'stack.best',
    `SELECT asset.number, count(*) OVER () AS count,
       max(asset.number = stack.winner_number) OVER () AS is_winner_there
     FROM stack JOIN asset ON asset.stack_id = stack.id
     WHERE stack.id = ? AND asset.is_hidden = 0 AND asset.trashed_at IS NULL
     ORDER BY asset.pick DESC, asset.rating DESC, asset.number LIMIT 1`,
    [stackId],
  )
  if (!best) {
    db.run('stack.empty', 'UPDATE stack SET item_count = 0 WHERE id = ?', [stackId])
    db.run(
      'stack.forget',
      'DELETE FROM stack WHERE id = @stackId AND NOT EXISTS (SELECT 1 FROM asset WHERE stack_id = @stackId)',
      { stackId },
    )
    return
  }
  db.run(
    'stack.settle',
    'UPDATE stack SET item_count = ?, winner_number = CASE WHEN ? THEN winner_number ELSE ? END WHERE id = ?',
    [best.count, best.is_winner_there, best.number, stackId],
  )
  db.run(
    'stack.fold',
    `UPDATE asset SET is_folded = should.is_folded FROM (
       SELECT member.number, (member.trashed_at IS NULL AND stack.item_count > 1 AND stack.is_open = 0
         AND member.number <> stack.winner_number) AS is_folded
       FROM stack JOIN asset AS member ON member.stack_id = stack.id WHERE stack.id = ?
     ) AS should WHERE asset.number = should.number AND asset.is_folded <> should.is_folded`,
    [stackId],
  )
}

function stackIdsOf(db: Database, assetIds: readonly string[]): readonly string[] {
  const rows = db.all<{ id: string }>(
    'stack.ids-of',
    `SELECT DISTINCT stack_id AS id FROM asset
     WHERE stack_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(assetIds)],
  )
  return rows.map(({ id }) => id)
}

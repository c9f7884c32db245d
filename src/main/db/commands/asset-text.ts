import type { Database } from '../database'
import { gramsOf } from '../search-grams'

/**
 * What the search reads of an asset, in three parts: the note, which people change, what never changes (title, names,
 * prompt, model), and its context (tags, talk, shots, negative prompt), which is written anew when that changes.
 */
interface TextParts {
  readonly note: string
  readonly made: string
  readonly context: string
}

const NOTE_END = '\u001f'
const CONTEXT_START = '\u001e'

/** Texts from outside must not hold what separates the parts; letters with marks are one character, as they are typed. */
const clean = (text: string): string => text.normalize('NFC').replaceAll(NOTE_END, ' ').replaceAll(CONTEXT_START, ' ')

function split(body: string): TextParts {
  const noteEnd = body.indexOf(NOTE_END)
  const contextStart = body.lastIndexOf(CONTEXT_START)
  const madeEnd = contextStart < 0 ? body.length : contextStart
  return {
    note: body.slice(0, Math.max(0, noteEnd)),
    made: body.slice(noteEnd + 1, madeEnd),
    context: contextStart < 0 ? '' : body.slice(contextStart + 1),
  }
}

const join = ({ note, made, context }: TextParts): string =>
  `${clean(note)}${NOTE_END}${made}${context === '' ? '' : `${CONTEXT_START}${clean(context)}`}`

/** Writes what the search reads of a new asset; called inside the transaction that adds it. */
export function addAssetText(db: Database, assetNumber: number, made: string): void {
  const body = join({ note: '', made: clean(made), context: '' })
  db.run('asset.insert-text', 'INSERT INTO asset_text (asset_number, body) VALUES (?, ?)', [assetNumber, body])
  writeGrams(db, assetNumber, body)
}

export function changeNoteText(db: Database, assetId: string, note: string): void {
  const number = numberOf(db, assetId)
  if (number !== null) change(db, number, (parts) => ({ ...parts, note }))
}

/** Adds what became known of an asset that is there already, for example the prompt of a result. */
export function extendAssetText(db: Database, assetId: string, text: string): void {
  const number = numberOf(db, assetId)
  const addition = clean(text)
  if (number === null || addition === '') return
  change(db, number, (parts) =>
    parts.made.includes(addition) ? parts : { ...parts, made: `${parts.made}\n${addition}` },
  )
}

export function changeContextText(db: Database, assetNumber: number, context: string): void {
  change(db, assetNumber, (parts) => ({ ...parts, context }))
}

/** Writes the notes of assets into their search texts as they are now. */
export function rewriteNotes(db: Database, assetNumbers: readonly number[]): void {
  for (const number of assetNumbers) {
    const row = db.get<{ note: string }>('asset.note', 'SELECT note FROM asset WHERE number = ?', [number])
    if (row) change(db, number, (parts) => ({ ...parts, note: row.note }))
  }
}

const numberOf = (db: Database, assetId: string): number | null =>
  db.get<{ number: number }>('asset.number', 'SELECT number FROM asset WHERE id = ?', [assetId])?.number ?? null

function change(db: Database, assetNumber: number, edit: (parts: TextParts) => TextParts): void {
  const row = db.get<{ body: string }>('asset.text', 'SELECT body FROM asset_text WHERE asset_number = ?', [
    assetNumber,
  ])
  if (!row) return
  const body = join(edit(split(row.body)))
  if (body === row.body) return
  db.run('asset.change-text', 'UPDATE asset_text SET body = ? WHERE asset_number = ?', [body, assetNumber])
  db.run('asset.forget-grams', 'DELETE FROM asset_gram WHERE rowid = ?', [assetNumber])
  writeGrams(db, assetNumber, body)
}

function writeGrams(db: Database, assetNumber: number, body: string): void {
  db.run('asset.insert-grams', 'INSERT INTO asset_gram (rowid, grams) VALUES (?, ?)', [assetNumber, gramsOf(body)])
}

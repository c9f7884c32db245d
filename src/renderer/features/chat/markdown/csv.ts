import type { Tokens } from 'marked'
import { plainTextOf } from './token-types'

/** A table as RFC 4180 writes it. A cell that a spreadsheet would take for a formula is kept as text. */
export function csvOf(table: Pick<Tokens.Table, 'header' | 'rows'>): string {
  return [table.header, ...table.rows]
    .map((row) => row.map((cell) => quoted(plainTextOf(cell.tokens))).join(','))
    .join('\r\n')
}

function quoted(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

import type { Params } from '../../domain/generation'
import type { FieldKind, OperationSpec } from '../types'
import { wireValueOf } from './wire-request'

const WORDS_OF: readonly FieldKind['type'][] = ['prompt', 'lyrics']

/** The words of a person in a form, for cards, search and titles; empty where the operation takes none. */
export function promptOf(spec: OperationSpec, params: Params): string {
  for (const type of WORDS_OF) {
    const field = spec.fields.find(({ kind }) => kind.type === type)
    const value = field && params[field.key]
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  const rows = spec.fields.find(({ kind }) => kind.type === 'list' && kind.asText !== undefined)
  const text = rows && wireValueOf(rows, params)
  return typeof text === 'string' ? text : ''
}

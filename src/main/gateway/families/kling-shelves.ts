import type { FoundVendorItem, VendorItemKind } from '@shared/domain/vendor-item'
import type { GatewayAnswer, VendorShelf, WireRequest } from '../types'
import { klingRefusal } from './kling-refusals'
import { elementsIn, voicesIn } from './kling-results'
import { at, isObject, jsonWithLongNumbers } from './read'

const TIMEOUT_MS = 30_000
const PAGE_SIZE = 100

const list =
  (name: string) =>
  (page: number): WireRequest => ({
    method: 'GET',
    path: `/kling/v1/general/${name}`,
    query: { pageNum: String(page), pageSize: String(PAGE_SIZE) },
    body: { kind: 'none' },
    timeoutMs: TIMEOUT_MS,
  })

const post = (name: string, value: Readonly<Record<string, string>>): WireRequest => ({
  method: 'POST',
  path: `/kling/v1/general/${name}`,
  body: { kind: 'json', value },
  timeoutMs: TIMEOUT_MS,
})

/** Entries of a list look like finished tasks, also inside the gateway's own envelope. */
export function entriesIn(answer: GatewayAnswer): readonly unknown[] | null {
  for (let level = jsonWithLongNumbers(answer), depth = 0; depth < 4; depth += 1) {
    if (Array.isArray(level)) return level as readonly unknown[]
    if (!isObject(level)) return null
    level = level.data
  }
  return null
}

function readList(
  answer: GatewayAnswer,
  itemsIn: (result: unknown) => readonly FoundVendorItem[],
): ReturnType<NonNullable<VendorShelf['readList']>> {
  const entries = entriesIn(answer)
  if (entries === null || answer.status >= 300) return null
  return { items: entries.flatMap((entry) => itemsIn(at(entry, 'task_result') ?? entry)), entryCount: entries.length }
}

function readRemoval({ json }: GatewayAnswer): ReturnType<NonNullable<VendorShelf['readRemoval']>> {
  const code = at(json, 'code')
  if (code === 0 || code === '0' || code === 'success') return null
  return klingRefusal(isObject(json) ? json : {})
}

/** Kling's voices and elements: the customer's own and those that it offers to everybody. */
export const klingShelves: Partial<Readonly<Record<VendorItemKind, VendorShelf>>> = {
  'kling-voice': {
    lists: [list('custom-voices'), list('presets-voices')],
    readList: (answer) => readList(answer, (result) => voicesIn(result).map(({ item }) => item)),
    pageSize: PAGE_SIZE,
    remove: (remoteId) => post('delete-voices', { voice_id: remoteId }),
    readRemoval,
  },
  'kling-element': {
    lists: [list('advanced-custom-elements'), list('advanced-presets-elements')],
    readList: (answer) =>
      readList(answer, (result) => elementsIn(result).filter(({ kind }) => kind === 'kling-element')),
    pageSize: PAGE_SIZE,
    remove: (remoteId) => post('delete-elements', { element_id: remoteId }),
    readRemoval,
  },
}

import type { VendorWork, VendorWorkFilter } from '@shared/domain/vendor-work'
import type { OperationSpec } from '@shared/catalog/types'
import type { GatewayAnswer, WireRequest, WorkListing } from '../types'
import { klingResultOf } from './kling-results'
import { entriesIn } from './kling-shelves'
import { at, firstText, idText, isObject } from './read'

const TIMEOUT_MS = 30_000
const PAGE_SIZE = 30

/** Kling lists its tasks at the address of their creation, the latest first, and narrows them by nothing. */
export const klingListing: WorkListing = { pageSize: PAGE_SIZE, request, read }

function request({ page }: VendorWorkFilter, operation?: OperationSpec): WireRequest {
  return {
    method: 'GET',
    path: operation?.request.path ?? '/kling/v1/videos/text2video',
    query: { pageNum: String(page), pageSize: String(PAGE_SIZE) },
    body: { kind: 'none' },
    timeoutMs: TIMEOUT_MS,
  }
}

function read(answer: GatewayAnswer): readonly VendorWork[] | null {
  const entries = answer.status < 300 ? entriesIn(answer) : null
  return entries?.flatMap((entry) => workIn(entry) ?? []) ?? null
}

/** An entry is the data of a single query, also inside of the gateway's own envelope. */
function workIn(entry: unknown): VendorWork | null {
  let task = entry
  for (let depth = 0; depth < 3 && isObject(task) && typeof task.task_status !== 'string'; depth += 1) task = task.data
  const remoteId = idText(at(task, 'task_id'), at(entry, 'task_id'))
  if (remoteId === '') return null
  const createdAt = at(task, 'created_at')
  const reason = firstText(at(task, 'task_status_msg'))
  return {
    remoteId,
    modelId: '',
    status: firstText(at(task, 'task_status'), at(entry, 'status')),
    createdAtMs: typeof createdAt === 'number' && createdAt > 0 ? createdAt : null,
    results: klingResultOf(at(task, 'task_result'), '', '').outputs.map(({ media }) => media),
    ...(reason === '' ? {} : { reason }),
  }
}

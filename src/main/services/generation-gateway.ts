import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { FamilyId, OperationSpec } from '@shared/catalog/types'
import type { ModelPrice } from '@shared/contracts/account'
import { connectionOf, type ConnectionState } from '@shared/domain/account'
import { type Failure, toFailure } from '@shared/domain/app-error'
import { assertNever } from '@shared/lib/assert-never'
import type { GatewayClient } from '../gateway/client'
import { encodeRequest, type InputFiles, type LinkTo } from '../gateway/families/encode'
import type { QueryOutcome } from '../gateway/query'
import type {
  FamilyAdapter,
  GatewayAnswer,
  GatewayCredentials,
  PollReading,
  ReportedUsage,
  SendOutcome,
  WireBody,
  WireRequest,
} from '../gateway/types'
import type { FileLinks } from './file-links'
import type { SongUploads } from './song-uploads'
import type { NotePreparation, PollOutcome, RemoteTask, SubmitOutcome, TaskCall, TaskGateway } from '../tasks/ports'
import { requireOperation } from './generation-intake'
import { lookUpInLog } from './generation-look-up'
import { pollOutcomeOf, toPollOutcome } from './generation-poll'

export interface GenerationGatewayOptions {
  readonly client: Pick<GatewayClient, 'send' | 'query'>
  readonly adapterOf: (family: FamilyId) => FamilyAdapter
  readonly inputs: InputFiles
  readonly fileLinks: FileLinks
  readonly songUploads: SongUploads
  readonly credentialsOf: (profileId: string) => Promise<GatewayCredentials>
  /** What the price table says of a model; null where it says nothing. */
  readonly priceOf: (modelId: string) => Promise<ModelPrice | null>
  /** Where vendors' notices are heard; null while nobody listens. */
  readonly callbackUrl?: () => Promise<string | null>
  /** How real calls went, for the status bar. */
  readonly reportConnection: (profileId: string, connection: ConnectionState) => void
}

type BatchCall = { readonly call: TaskCall; readonly remote: RemoteTask }

/** The gateway as the task engine sees it: catalog, family adapters, key profiles and HTTP client put together. */
export function createGenerationGateway(options: GenerationGatewayOptions): TaskGateway {
  const { client, adapterOf, credentialsOf } = options
  const familyOf = (call: TaskCall): FamilyAdapter => adapterOf(requireOperation(call.operationId).family)

  const query = async (request: WireRequest, keyProfileId: string): Promise<QueryOutcome> => {
    try {
      const outcome = await client.query(request, await credentialsOf(keyProfileId))
      const connection = connectionOf(outcome.kind === 'answered' ? null : outcome.failure)
      if (connection) options.reportConnection(keyProfileId, connection)
      return outcome
    } catch (error) {
      // No key, or a locked key store: the work at the gateway does not mind waiting.
      return { kind: 'failed', failure: toFailure(error), answer: null }
    }
  }

  const pollBatch = async (calls: readonly BatchCall[]): Promise<ReadonlyMap<string, PollOutcome>> => {
    const [first] = calls
    const batch = first && familyOf(first.call).pollBatch
    if (!first || !batch) return new Map()
    const remotes = calls.map(({ remote }) => remote)
    const outcome = await query(batch.request(remotes), first.call.keyProfileId)
    if (outcome.kind === 'answered') {
      const readings = batch.read(outcome.answer, remotes)
      return new Map([...readings].map(([id, reading]) => [id, toPollOutcome(reading, outcome.answer)]))
    }
    const forAll = pollOutcomeOf(outcome, () => ({ kind: 'missing' }))
    const passing: PollOutcome =
      forAll.kind === 'missing' && outcome.kind === 'failed'
        ? { kind: 'transient', failure: outcome.failure, isKeyWide: true }
        : forAll
    return new Map(remotes.map(({ id }) => [id, passing]))
  }

  const poll = async (call: TaskCall, remote: RemoteTask): Promise<PollOutcome> => {
    const { pollOne } = familyOf(call)
    if (!pollOne) return (await pollBatch([{ call, remote }])).get(remote.id) ?? { kind: 'missing' }
    const read = (answer: GatewayAnswer): PollReading => pollOne.read(answer, remote)
    const outcome = await query(pollOne.request(remote), call.keyProfileId)
    const follow = outcome.kind === 'answered' ? (pollOne.follow?.(outcome.answer) ?? null) : null
    const found = pollOutcomeOf(follow === null ? outcome : await query(follow, call.keyProfileId), read)
    const elsewhere = found.kind === 'missing' ? (pollOne.retryElsewhere?.(remote) ?? null) : null
    return elsewhere === null ? found : pollOutcomeOf(await query(elsewhere, call.keyProfileId), read)
  }

  /** What the gateway counted in tokens, in money; nothing where no price says it. */
  const withCharge = async (outcome: SubmitOutcome, modelId: string): Promise<SubmitOutcome> => {
    if (outcome.kind !== 'completed' || !outcome.usage) return outcome
    const chargedMicroUsd = chargeOf(outcome.usage, await options.priceOf(modelId))
    return chargedMicroUsd === null ? outcome : { ...outcome, usage: { chargedMicroUsd } }
  }

  return {
    prepare: async (call, note) => {
      const spec = requireOperation(call.operationId)
      const credentials = await credentialsOf(call.keyProfileId)
      const encoded = await encodeCall(spec, call, credentials, options, note)
      if ('unsent' in encoded)
        return { bodySha256: '', send: async () => ({ kind: 'not-sent', failure: encoded.unsent }) }
      const { request } = encoded
      return {
        bodySha256: bodySha256(request.body),
        send: async () => {
          const outcome = await client.send(request, credentials)
          const connection = connectionOf(outcome.kind === 'answered' ? null : outcome.failure)
          if (connection) options.reportConnection(call.keyProfileId, connection)
          return withCharge(submitOutcomeOf(outcome, adapterOf(spec.family), spec, call), call.modelId)
        },
      }
    },
    poll,
    pollBatch,
    batchSizeOf: (operationId) => adapterOf(requireOperation(operationId).family).pollBatch?.maxIds ?? null,
    batchKeyOf: (call) => `${requireOperation(call.operationId).family}:${call.keyProfileId}`,
    cancel: async (call, remote) => {
      const request = familyOf(call).cancel?.(remote)
      if (!request) return 'impossible'
      return (await query(request, call.keyProfileId)).kind === 'answered' ? 'asked' : 'failed'
    },
    lookUp: async (call, known) => {
      const spec = requireOperation(call.operationId)
      const credentials = await credentialsOf(call.keyProfileId)
      const remoteOf = spec.mode === 'task' ? (id: string) => remoteTask(spec, id, call.modelId) : null
      return lookUpInLog({ client, credentials, call, known, remoteOf })
    },
  }
}

type EncodedCall = { readonly request: WireRequest } | { readonly unsent: Failure }

/**
 * The request of a task. Where its files could not be uploaded because nothing answers, the task waits like any other
 * that could not be sent.
 * @throws AppError when a file is gone, too large or refused by the file host
 */
async function encodeCall(
  spec: OperationSpec,
  call: TaskCall,
  credentials: GatewayCredentials,
  { adapterOf, inputs, fileLinks, songUploads, callbackUrl }: GenerationGatewayOptions,
  note: NotePreparation,
): Promise<EncodedCall> {
  const linkTo: LinkTo = (file, delivery) =>
    delivery === 'link' ? fileLinks(file, credentials) : songUploads(file, credentials, note)
  let plain: WireRequest
  try {
    plain = await encodeRequest(spec, call.modelId, call.params, inputs, linkTo)
  } catch (error) {
    const failure = toFailure(error)
    if (failure.code !== 'offline') throw error
    return { unsent: failure }
  }
  const adapter = adapterOf(spec.family)
  const adjusted = adapter.adjustBody?.(plain.body, spec, call.modelId) ?? plain.body
  const body = withCallback(adjusted, adapter, spec, await callbackUrl?.())
  // No evidence that this server family honours the key; it costs nothing where it is ignored.
  return { request: { ...plain, body, headers: { ...plain.headers, 'Idempotency-Key': call.clientRequestId } } }
}

/** Tells the vendor where notices go, where somebody listens. */
function withCallback(
  body: WireBody,
  { callbackField }: FamilyAdapter,
  spec: OperationSpec,
  url: string | null | undefined,
): WireBody {
  if (!url || callbackField === undefined || spec.mode !== 'task' || body.kind !== 'json') return body
  return { ...body, value: { ...(body.value as object), [callbackField]: url } }
}

/** A task of which only the number is known, as the family's polls want it. */
export function remoteTask(spec: OperationSpec, id: string, modelId: string): RemoteTask {
  return { id, context: { path: spec.request.path, output: spec.output, operation: spec.id, model: modelId } }
}

function submitOutcomeOf(
  outcome: SendOutcome,
  adapter: FamilyAdapter,
  spec: OperationSpec,
  call: TaskCall,
): SubmitOutcome {
  switch (outcome.kind) {
    case 'answered':
      return adapter.readSubmit(outcome.answer, spec, call.modelId, call.prompt, call.params)
    case 'not-sent':
    case 'refused':
    case 'unknown':
      return outcome
    default:
      return assertNever(outcome)
  }
}

const TOKENS_PER_PRICE = 1_000_000

/** Micro-dollars of a reported usage, or null where the table has no token price. */
function chargeOf(usage: ReportedUsage, price: ModelPrice | null): number | null {
  if (usage.chargedMicroUsd !== undefined) return usage.chargedMicroUsd
  const { inputMicroUsdPerMillion: input, outputMicroUsdPerMillion: output } = price ?? {}
  if (usage.inputTokens === undefined || usage.outputTokens === undefined || input == null || output == null)
    return null
  return Math.round((usage.inputTokens * input + usage.outputTokens * output) / TOKENS_PER_PRICE)
}

/** A fingerprint of what is sent, for the record; files count by name (which is their hash) and size. */
function bodySha256(body: WireBody): string {
  const plain =
    body.kind === 'multipart'
      ? body.parts.map((part) => ('filePath' in part ? { ...part, filePath: basename(part.filePath) } : part))
      : body
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex')
}

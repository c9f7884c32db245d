import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoGateway } from '@demo/gateway'
import { encodePng } from '@demo/media/png'
import { createRaster } from '@demo/media/raster'
import type { OperationSpec } from '@shared/catalog/types'
import { createGatewayClient } from '@main/gateway/client'
import { encodeRequest, type InputFile } from '@main/gateway/families/encode'
import { adapterOf } from '@main/gateway/families/registry'
import { readUploadedLink, uploadRequest } from '@main/gateway/file-host'
import type { PollReading, RemoteOperation, RemoteOutput, SendOutcome, SubmitReading } from '@main/gateway/types'
import { type Examples, formOfExample } from './replay'

/** Calls to a demo gateway over real sockets, with real pictures in place of the files of an example. */
export interface DemoCalls {
  readonly origin: string
  readonly demoKey: string
  /** A form filled from an example, with all that it sets, to the end. Throws where it is refused. */
  readonly runExample: (operation: OperationSpec, request: unknown) => Promise<readonly RemoteOutput[]>
  readonly send: (operation: OperationSpec, request: unknown) => Promise<SendOutcome>
  readonly close: () => Promise<void>
}

const SIDE_PX = 1024

export async function openDemoCalls(): Promise<DemoCalls> {
  const demo = await startDemoGateway({ timeScale: 0.001 })
  const client = createGatewayClient({ clock: { nowMs: () => Date.now() } })
  const folder = await mkdtemp(join(tmpdir(), 'studio-demo-calls-'))
  const picture = join(folder, 'picture.png')
  await writeFile(picture, await encodePng(createRaster(SIDE_PX, SIDE_PX)))
  const { size: byteSize } = await stat(picture)
  const fileOf = async (assetId: string): Promise<InputFile> => ({
    path: picture,
    mime: 'image/png',
    fileName: assetId,
    byteSize,
  })
  /** Each run has an account of its own: all together cost more than one holds. */
  const freshCredentials = () => ({
    profileId: 'demo',
    baseUrl: demo.origin,
    key: `sk-demo-${randomUUID().replaceAll('-', '').padEnd(48, '0')}`,
    isLoopbackAllowed: true,
  })
  type Credentials = ReturnType<typeof freshCredentials>

  async function sendWith(operation: OperationSpec, request: unknown, credentials: Credentials): Promise<SendOutcome> {
    const { modelId, params } = formOfExample(operation, request)
    const wire = await encodeRequest(operation, modelId, params, { fileOf, maskFileOf: fileOf }, async (file) =>
      readUploadedLink(await client.query(uploadRequest(file), credentials), file),
    )
    return client.send(wire, credentials)
  }

  async function poll(
    operation: OperationSpec,
    remote: RemoteOperation,
    credentials: Credentials,
  ): Promise<PollReading> {
    const { pollOne } = adapterOf(operation.family)
    if (!pollOne) throw new Error(`${operation.id} is not polled`)
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const outcome = await client.query(pollOne.request(remote), credentials)
      const answer = 'answer' in outcome ? outcome.answer : null
      if (answer === null) throw new Error(`${operation.id}: no answer`)
      const reading = pollOne.read(answer, remote)
      if (reading.kind !== 'pending') return reading
      if (!reading.isStatusKnown) throw new Error(`${operation.id}: unknown status ${reading.status}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error(`${operation.id} never ended`)
  }

  return {
    origin: demo.origin,
    demoKey: demo.demoKey,
    send: (operation, request) => sendWith(operation, request, freshCredentials()),
    runExample: async (operation, request) => {
      const credentials = freshCredentials()
      const outcome = await sendWith(operation, request, credentials)
      if (outcome.kind !== 'answered') {
        throw new Error(`${operation.id}: ${outcome.failure.message} ${outcome.failure.raw ?? ''}`)
      }
      const { modelId } = formOfExample(operation, request)
      const submitted = adapterOf(operation.family).readSubmit(outcome.answer, operation, modelId)
      return outputsOf(submitted.kind === 'accepted' ? await poll(operation, submitted.remote, credentials) : submitted)
    },
    close: async () => {
      await client.close()
      await demo.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function outputsOf(reading: PollReading | SubmitReading): readonly RemoteOutput[] {
  if (reading.kind === 'completed') return reading.outputs
  throw new Error(`${reading.kind}: ${'failure' in reading ? reading.failure.message : ''}`)
}

/** Examples by the operation that each fills. */
export function examplesOf(...families: readonly unknown[]): readonly (readonly [id: string, request: unknown])[] {
  return families
    .flatMap((family) => Object.entries(family as Examples))
    .flatMap(([id, { request }]) => (request === null ? [] : [[id, request] as const]))
}

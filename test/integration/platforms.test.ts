import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoGateway, type DemoGateway } from '@demo/gateway'
import { loadAssetFile } from '@main/db/queries/asset'
import { storedFilePath } from '@main/library/folders'
import { OPERATIONS } from '@shared/catalog/operations'
import { defaultParams } from '@shared/catalog/projections/form'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pollUntil } from './demo-harness'
import { openTaskStudio, type TaskStudio } from './tasks-studio'

let demo: DemoGateway
let studio: TaskStudio

beforeAll(async () => {
  demo = await startDemoGateway({ timeScale: 0.001 })
  const account = { key: demo.demoKey, balanceUsd: 1000 }
  await fetch(`${demo.origin}/__demo/accounts`, { method: 'POST', body: JSON.stringify(account) })
  studio = await openTaskStudio({
    folder: mkdtempSync(join(tmpdir(), 'platforms-')),
    origin: demo.origin,
    key: demo.demoKey,
  })
  await studio.engine.start()
})

afterAll(async () => {
  studio.abandon()
  await demo.close()
})

function operationNamed(id: string): OperationSpec {
  const operation = OPERATIONS.find((candidate) => candidate.id === id)
  if (!operation) throw new Error(id)
  return operation
}

async function run(operation: OperationSpec, params: Params): Promise<TaskView> {
  const task = await studio.generation.submit({
    clientRequestId: studio.nextId(),
    operationId: operation.id,
    modelId: operation.models[0] ?? '',
    params: { ...defaultParams(operation), ...params },
    origin: { kind: 'create' },
  })
  return pollUntil(
    () => studio.queue.get(task.id),
    ({ state }) => isTerminal(state),
  )
}

async function storedMimes(task: TaskView): Promise<readonly string[]> {
  const mimes: string[] = []
  for (const { assetId } of task.outputs) {
    const file = await loadAssetFile(studio.db, assetId ?? '')
    if (!file) throw new Error('an output is not in the library')
    expect(readFileSync(storedFilePath(studio.folders, file)).byteLength).toBe(file.byteSize)
    mimes.push(file.mime)
  }
  return mimes
}

it('keeps a vector picture as what it is', async () => {
  const operation = operationNamed('replicate.recraft-ai.recraft-v3-svg')
  const task = await run(operation, { prompt: 'an emblem', style: 'linocut' })
  expect(await storedMimes(task)).toEqual(['image/svg+xml'])
})

it('keeps the sound and the picture of a loop', async () => {
  const task = await run(operationNamed('replicate.riffusion.riffusion'), { prompt_a: 'warm jazz' })
  const [sound, picture] = await storedMimes(task)
  expect([sound?.split('/')[0], picture]).toEqual(['audio', 'image/jpeg'])
})

it('keeps a ranking as the texts in their order', async () => {
  const documents = ['A recipe for soup.', 'Leather boots for hiking.']
  const task = await run(operationNamed('rerank.create'), { query: 'hiking boots', documents })
  const file = await loadAssetFile(studio.db, task.outputs[0]?.assetId ?? '')
  if (!file) throw new Error('no file')
  expect(readFileSync(storedFilePath(studio.folders, file), 'utf8')).toMatch(
    /^1\. 0\.\d+ · Leather boots for hiking\.\n2\. 0\.\d+ · A recipe for soup\.$/,
  )
})

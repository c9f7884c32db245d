import type { ModelPrice } from '@shared/contracts/account'
import type { RequestPreview, SubmitRequest, TaskStep } from '@shared/contracts/generation'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import type { KeyProfile } from '@shared/domain/account'
import { AppError } from '@shared/domain/app-error'
import type { NextStep } from '@shared/domain/continuation'
import type { PostProcess, Recipe } from '@shared/domain/generation'
import { type Price, UNKNOWN_PRICE } from '@shared/domain/money'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { insertGeneration, type NewGeneration } from '../db/commands/generation'
import type { NewContinuation } from '../db/commands/continuation'
import type { Database } from '../db/database'
import { listStepsUnder } from '../db/queries/continuation'
import { findTaskByRemoteId, loadPostProcess, loadRecipe, loadRecipeOfAsset } from '../db/queries/generation'
import { findTaskByRequest, loadTaskView } from '../db/queries/task'
import type { Clock, NextId } from '../platform/ports'
import type { TaskEngine } from '../tasks/engine'
import { DISK_FULL, isDiskFull } from '../tasks/trouble'
import { remoteTask } from './generation-gateway'
import { assertReady, type Draft, type DraftRequest, readDraft, requireOperation } from './generation-intake'
import { previewOf } from './generation-preview'

export interface GenerationServiceOptions {
  readonly db: Database
  readonly clock: Clock
  readonly nextId: NextId
  readonly engine: Pick<TaskEngine, 'accept' | 'giveUp'>
  /** The profile that pays now; a task keeps it whatever is chosen later. */
  readonly activeProfile: () => Promise<KeyProfile>
  readonly baseUrlOf: (profileId: string) => Promise<string>
  /** What the gateway told of its prices; the shipped list fills the gaps. */
  readonly prices: () => Promise<readonly ModelPrice[]>
  /** The model behind a name of the person's own; any other name is itself. */
  readonly resolveModel: (modelId: string) => Promise<string>
  readonly asCode: (draft: Draft, language: CodeLanguage, baseUrl: string) => string
}

export type CodeLanguage = RouteParsedRequest<'generation.as-code'>['language']

export type GenerationService = ReturnType<typeof createGenerationService>

/** From a form to a task in the tables; sending is the engine's business. */
export function createGenerationService(options: GenerationServiceOptions) {
  const { db, clock, nextId, engine } = options

  const insert = async (
    draft: Draft,
    rest: Pick<NewGeneration, 'clientRequestId' | 'origin' | 'postProcess' | 'remote' | 'retryOf' | 'nextStep'>,
  ): Promise<TaskView> => {
    assertWritable(db)
    const profile = await options.activeProfile()
    const { taskId, isNew } = await insertOrExplain(db, {
      generationId: nextId(),
      taskId: nextId(),
      ledgerEntryId: nextId(),
      operationId: draft.spec.id,
      specVersion: draft.spec.specVersion,
      modelId: draft.modelId,
      prompt: draft.prompt,
      params: draft.params,
      inputAssetIds: draft.inputAssetIds,
      estimate: draft.estimate,
      keyProfileId: profile.id,
      keyProfileLabel: profile.label,
      lane: `${draft.spec.family}${draft.spec.isStep === true ? '-steps' : ''}:${profile.id}`,
      nowMs: clock.nowMs(),
      ...rest,
    })
    return isNew ? engine.accept(taskId) : requireTask(taskId)
  }
  const requireTask = async (taskId: string): Promise<TaskView> => {
    const view = await loadTaskView(db, taskId)
    if (!view) throw failure('not-found', 'This task does not exist.')
    return view
  }
  const readRequest = async (request: DraftRequest): Promise<Draft> =>
    readDraft(db, { ...request, modelId: await options.resolveModel(request.modelId) }, await options.prices())
  /** Checked as far as it can be before the step before it has given what it takes. */
  const readNextStep = async (step: NextStep): Promise<NewContinuation> => {
    const { field, durationField } = step.takes
    const given = { [field]: '0', ...(durationField === undefined ? {} : { [durationField]: 2000 }) }
    const draft = await readRequest({ ...step, params: { ...given, ...step.params } })
    assertReady(draft)
    return { step, estimate: draft.estimate }
  }
  const activeBaseUrl = async (): Promise<string> => options.baseUrlOf((await options.activeProfile()).id)

  /** A new task from the frozen request of an old one; today's prices and the key profile of today count. */
  const insertAgain = async (old: TaskView, clientRequestId: string, modelId?: string): Promise<TaskView> => {
    const recipe = await requireRecipe(db, old.generationId)
    const draft = await readRequest({ ...recipe, modelId: modelId ?? recipe.modelId })
    assertReady(draft)
    const postProcess = await loadPostProcess(db, old.generationId)
    return insert(draft, { clientRequestId, origin: recipe.origin, postProcess, remote: null, retryOf: old.id })
  }

  return {
    /** One intent, one task: the same `clientRequestId` gets the first task again, whatever else it says. */
    submit: async (request: SubmitRequest, postProcess: PostProcess | null = null): Promise<TaskView> => {
      const { clientRequestId, origin } = request
      const known = await findTaskByRequest(db, clientRequestId)
      if (known) return known
      const draft = await readRequest(request)
      assertReady(draft)
      const nextStep = request.nextStep ? await readNextStep(request.nextStep) : undefined
      return insert(draft, { clientRequestId, origin, postProcess, remote: null, retryOf: null, nextStep })
    },

    retry: async (request: RouteParsedRequest<'task.retry'>): Promise<TaskView> => {
      const { clientRequestId, mayPayTwice } = request
      const known = await findTaskByRequest(db, clientRequestId)
      if (known) return known
      const old = await requireTask(request.taskId)
      assertRetryable(old, mayPayTwice)
      const fresh = await insertAgain(old, clientRequestId)
      if (old.state === 'unknown') await engine.giveUp(old.id)
      return fresh
    },

    /** The request of a task that was refused, once, with another model. @throws AppError where that model cannot take it */
    sendInstead: async (old: TaskView, modelId: string, clientRequestId: string): Promise<TaskView> => {
      return (await findTaskByRequest(db, clientRequestId)) ?? insertAgain(old, clientRequestId, modelId)
    },

    priceOf: async (request: DraftRequest): Promise<Price> => (await readRequest(request)).estimate,

    /** Watches work that was started elsewhere; work that a task owns already is shown instead. */
    adopt: async (request: RouteParsedRequest<'generation.adopt'>): Promise<TaskView> => {
      const spec = requireOperation(request.operationId)
      if (spec.mode !== 'task') throw failure('conflict', `“${spec.title}” answers at once; there is no work to adopt.`)
      const remoteId = request.remoteId.trim()
      const profile = await options.activeProfile()
      const owner = await findTaskByRemoteId(db, profile.id, remoteId)
      if (owner !== null) return requireTask(owner)
      const promptField = spec.fields.find(({ kind }) => kind.type === 'prompt')
      const params = promptField && request.prompt !== '' ? { [promptField.key]: request.prompt } : {}
      const draft = {
        spec,
        modelId: request.modelId,
        params,
        prompt: request.prompt,
        inputAssetIds: [],
        inputs: new Map(),
        estimate: UNKNOWN_PRICE,
      }
      const remote = remoteTask(spec, remoteId, request.modelId)
      return insert(draft, {
        clientRequestId: nextId(),
        origin: { kind: 'create' },
        postProcess: null,
        remote,
        retryOf: null,
      })
    },

    preview: async (request: RouteParsedRequest<'generation.preview'>): Promise<RequestPreview> => {
      return previewOf(await readRequest(request), await activeBaseUrl())
    },

    asCode: async ({
      language,
      ...request
    }: RouteParsedRequest<'generation.as-code'>): Promise<{ readonly code: string }> => {
      return { code: options.asCode(await readRequest(request), language, await activeBaseUrl()) }
    },

    steps: async (taskId: string): Promise<readonly TaskStep[]> => {
      const steps: TaskStep[] = []
      for (const { taskId: stepId, params } of await listStepsUnder(db, taskId)) {
        steps.push({ task: await requireTask(stepId), params })
      }
      return steps
    },

    recipe: (generationId: string): Promise<Recipe> => requireRecipe(db, generationId),
    recipeOfAsset: (assetId: string): Promise<Recipe | null> => loadRecipeOfAsset(db, assetId),
  }
}

/** A full disk is told as one. @throws AppError `disk-full` */
async function insertOrExplain(db: Database, fresh: NewGeneration): ReturnType<typeof insertGeneration> {
  try {
    return await insertGeneration(db, fresh)
  } catch (error) {
    throw isDiskFull(error) ? new AppError({ ...DISK_FULL, charge: 'not-charged' }, { cause: error }) : error
  }
}

async function requireRecipe(db: Database, generationId: string): Promise<Recipe> {
  const recipe = await loadRecipe(db, generationId)
  if (!recipe) throw failure('not-found', 'The recipe of this result is not there any more.')
  return recipe
}

function assertRetryable(old: TaskView, mayPayTwice: boolean): void {
  if (isTerminal(old.state)) return
  if (old.state === 'unknown' && mayPayTwice) return
  throw old.state === 'unknown'
    ? failure('conflict', 'The first try may have been charged. Look it up, or confirm that you accept to pay twice.')
    : failure('conflict', 'This task is still at work. Wait for it or cancel it before you send it again.')
}

function assertWritable(db: Database): void {
  if (db.readOnlyReason !== null)
    throw new AppError({ code: 'read-only', message: db.readOnlyReason, nextStep: 'none', charge: 'not-charged' })
}

function failure(code: 'not-found' | 'conflict', message: string): AppError {
  return new AppError({ code, message, nextStep: 'none', charge: 'not-charged' })
}

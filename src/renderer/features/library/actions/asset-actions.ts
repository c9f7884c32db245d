import { request } from '@renderer/data/studio'
import { tellMissing } from '@renderer/parts/asset-files/file-actions'
import { navigate, type RecipePart, type RecipeToRecall } from '@renderer/lib/navigation'
import { showToast } from '@renderer/ui/toast'
import type { CardStack } from '@shared/domain/asset'
import type { AssetMarks } from '@shared/domain/library-order'
import { recipeText } from '../inspector/recipe-text'
import { countWords } from './count-words'
import { newStep, undoAction } from './undo'

/** The library takes so many ids at a time. */
const IDS_PER_REQUEST = 5_000

export async function inParts(assetIds: readonly string[], run: (part: string[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < assetIds.length; start += IDS_PER_REQUEST) {
    await run(assetIds.slice(start, start + IDS_PER_REQUEST))
  }
}

export async function mark(assetIds: readonly string[], marks: AssetMarks): Promise<void> {
  const stepId = newStep()
  await inParts(assetIds, (part) => request('library.mark', { assetIds: part, stepId, marks }))
  // One item shows what was done to it; of many most are out of sight.
  if (assetIds.length > 1) {
    showToast({ title: `Marked ${countWords(assetIds.length)}`, tone: 'success', action: undoAction(stepId) })
  }
}

/** Into the studio's own trash; the toast brings them back. */
export async function moveToTrash(assetIds: readonly string[], onUndone: () => void): Promise<void> {
  const stepId = newStep()
  await inParts(assetIds, (part) => request('library.trash', { assetIds: part, stepId }))
  showToast({
    title: `Moved ${countWords(assetIds.length)} to the studio’s trash`,
    description: 'The files stay on disk until the trash is emptied.',
    action: undoAction(stepId, onUndone),
  })
}

export async function restore(assetIds: readonly string[]): Promise<void> {
  const stepId = newStep()
  await inParts(assetIds, (part) => request('library.restore', { assetIds: part, stepId }))
  showToast({
    title: `Put ${countWords(assetIds.length)} back into the library`,
    tone: 'success',
    action: undoAction(stepId),
  })
}

export interface NamedCollection {
  readonly id: string
  readonly name: string
}

export async function collect(
  assetIds: readonly string[],
  { id: collectionId, name }: NamedCollection,
  isIn = true,
): Promise<void> {
  const stepId = newStep()
  await inParts(assetIds, (part) => request('library.collect', { assetIds: part, stepId, collectionId, isIn }))
  const items = countWords(assetIds.length)
  showToast({
    title: isIn ? `Added ${items} to “${name}”` : `Took ${items} out of “${name}”`,
    tone: 'success',
    action: undoAction(stepId),
  })
}

/** Gives tags by name and takes tags by id. */
export async function tag(
  assetIds: readonly string[],
  change: { readonly add?: readonly string[]; readonly remove?: readonly number[] },
): Promise<void> {
  const stepId = newStep()
  const { add = [], remove = [] } = change
  await inParts(assetIds, (part) => request('library.tag', { assetIds: part, stepId, add, remove }))
  if (assetIds.length > 1) {
    const title = `Changed the tags of ${countWords(assetIds.length)}`
    showToast({ title, tone: 'success', action: undoAction(stepId) })
  }
}

export async function stackTogether(assetIds: readonly string[]): Promise<void> {
  const [winnerId] = assetIds
  if (winnerId === undefined || assetIds.length < 2) return
  const stepId = newStep()
  await request('library.change-stacks', {
    assetIds: assetIds.slice(0, IDS_PER_REQUEST),
    stepId,
    change: { kind: 'together', winnerId },
  })
  showToast({ title: `Stacked ${countWords(assetIds.length)}`, tone: 'success', action: undoAction(stepId) })
}

export async function changeStack(
  assetIds: readonly string[],
  kind: 'dissolve' | 'take-out' | 'winner',
): Promise<void> {
  const stepId = newStep()
  await request('library.change-stacks', { assetIds: assetIds.slice(0, IDS_PER_REQUEST), stepId, change: { kind } })
  showToast({ title: STACK_WORDS[kind], tone: 'success', action: undoAction(stepId) })
}

const STACK_WORDS = {
  dissolve: 'The stack is dissolved',
  'take-out': 'Taken out of the stack',
  winner: 'The stack has a new winner',
} as const

export async function toggleStack({ id, isOpen }: CardStack): Promise<void> {
  await request('library.open-stacks', { stackIds: [id], isOpen: !isOpen })
}

export async function emptyTrash(): Promise<void> {
  const { deleted, inSystemTrash } = await request('library.empty-trash')
  const isInSystemTrash = deleted > 0 && inSystemTrash === deleted
  showToast({
    title: isInSystemTrash
      ? `Moved ${countWords(deleted)} to the system’s trash`
      : `Deleted ${countWords(deleted)} for good`,
    tone: 'success',
  })
}

export async function copyImage(assetId: string): Promise<void> {
  await request('library.copy-image', { assetId })
  showToast({ title: 'Copied the picture', tone: 'success' })
}

export async function copyRecipe(assetId: string): Promise<void> {
  const text = await recipeText(assetId)
  if (text === null) {
    showToast({ title: 'This item has no recipe', description: 'It was brought in from outside the studio.' })
    return
  }
  await request('studio.copy-text', { text })
  showToast({ title: 'Copied the recipe', tone: 'success' })
}

export async function showInFolder(assetId: string): Promise<void> {
  await request('library.show-in-folder', { assetId })
}

export async function saveAs(assetIds: readonly string[]): Promise<void> {
  const answer = await request('library.save-as', { assetIds: assetIds.slice(0, IDS_PER_REQUEST) })
  if (answer) {
    showToast({ title: `Saved ${countWords(answer.saved)}`, description: answer.folder, tone: 'success' })
    tellMissing(answer.missing)
  }
}

/** Puts the settings that made the item into Create, to repeat or change them. */
export async function recallRecipe(assetId: string): Promise<void> {
  const recipe = await recipeOf(assetId)
  // Of another program's recipe the person says what it is to be made with.
  if (recipe) navigate({ view: 'create', recipe: recipe.recipe, picksModel: recipe.isForeign })
}

/** The recipe in Create with the list of models open. */
export async function makeWithAnotherModel(assetId: string): Promise<void> {
  const recipe = await recipeOf(assetId)
  if (recipe) navigate({ view: 'create', recipe: recipe.recipe, picksModel: true })
}

/** Only a part of the recipe, into the form that is open in Create. */
export async function recallPart(assetId: string, recipePart: RecipePart): Promise<void> {
  const recipe = await recipeOf(assetId)
  if (recipe) navigate({ view: 'create', recipe: recipe.recipe, recipePart })
}

interface FoundRecipe {
  readonly recipe: RecipeToRecall
  /** Another program made the item; its file tells how. */
  readonly isForeign: boolean
}

async function recipeOf(assetId: string): Promise<FoundRecipe | null> {
  const own = await request('generation.recipe-of-asset', { assetId })
  if (own) {
    const { operationId, modelId, params } = own
    return { recipe: { operationId, modelId, params }, isForeign: false }
  }
  const foreign = await foreignRecipeOf(assetId)
  if (foreign) return { recipe: foreign, isForeign: true }
  showToast({ title: 'This item has no recipe', description: 'It was brought in from outside the studio.' })
  return null
}

async function foreignRecipeOf(assetId: string): Promise<RecipeToRecall | null> {
  const [{ recipe }, { media }, { carryRecipe }] = await Promise.all([
    request('library.extras', { assetId }),
    request('library.detail', { assetId }),
    // The catalog is large and only wanted here.
    import('../inspector/foreign-recipe'),
  ])
  return recipe ? (carryRecipe(recipe, media)?.recipe ?? null) : null
}

export function takeAsReference(assetIds: readonly string[]): void {
  navigate({ view: 'create', referenceAssetIds: assetIds })
}

export function attachToChat(assetIds: readonly string[]): void {
  navigate({ view: 'chat', attachAssetIds: assetIds })
}

export function editInCanvas(assetId: string): void {
  navigate({ view: 'canvas', assetId })
}

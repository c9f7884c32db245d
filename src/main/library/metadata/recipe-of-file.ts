import { readFile, stat } from 'node:fs/promises'
import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import { readRecipe } from './foreign-recipes'
import { readFileTexts } from './read-texts'

const MAX_SIDECAR_BYTES = 4 * 1024 * 1024

/**
 * What a file and a sidecar beside it say about how it was made.
 * @param originalPath where the person has the file; its sidecar is looked for there, and absent where there is none
 */
export async function recipeOfFile(
  path: string,
  mime: string,
  fileName: string,
  originalPath?: string,
): Promise<ImportedRecipe | null> {
  const texts = new Map(await readFileTexts(path, mime))
  const sidecar = originalPath === undefined ? null : await readSidecar(originalPath)
  // What a person changed last lies in the sidecar: it wins over what is in the file.
  if (sidecar !== null) texts.set('xmp', sidecar)
  if (originalPath !== undefined && !texts.has('parameters')) {
    const parameters = await readParameters(originalPath)
    if (parameters !== null) texts.set('parameters', parameters)
  }
  return readRecipe(texts, fileName)
}

/** A1111 writes `picture.txt` beside a picture where it is told to, SwarmUI `picture.swarm.json`. */
async function readParameters(path: string): Promise<string | null> {
  const stem = path.replace(/\.[^./\\]+$/, '')
  const text = await readSmall(`${stem}.txt`)
  return text !== null && isParametersText(text) ? text : readSmall(`${stem}.swarm.json`)
}

/** The recipe of a picture beside it, and no text of a person's own. */
export const isParametersText = (text: string): boolean => /(?:^|\n)Steps: \d+, /.test(text)

/** @returns null for what is not there or too long to be a recipe */
export async function readSmall(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() && found.size <= MAX_SIDECAR_BYTES ? readFile(path, 'utf8') : null
}

/** `picture.png.xmp` as darktable and digiKam name it, or `picture.xmp` as Adobe's programs do. */
export async function readSidecar(path: string): Promise<string | null> {
  for (const candidate of [`${path}.xmp`, path.replace(/\.[^./\\]+$/, '.xmp')]) {
    const text = await readSmall(candidate)
    if (text !== null) return text
  }
  return null
}

/** What the search finds a recipe by. */
export const searchTextOfRecipe = (recipe: ImportedRecipe | null): string =>
  recipe === null ? '' : [recipe.prompt, recipe.negativePrompt, ...recipe.tags].filter((text) => text !== '').join('\n')

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
  return readRecipe(texts, fileName)
}

/** `picture.png.xmp` as darktable and digiKam name it, or `picture.xmp` as Adobe's programs do. */
export async function readSidecar(path: string): Promise<string | null> {
  for (const candidate of [`${path}.xmp`, path.replace(/\.[^./\\]+$/, '.xmp')]) {
    const found = await stat(candidate).catch(() => null)
    if (found?.isFile() && found.size <= MAX_SIDECAR_BYTES) return readFile(candidate, 'utf8')
  }
  return null
}

/** What the search finds a recipe by. */
export const searchTextOfRecipe = (recipe: ImportedRecipe | null): string =>
  recipe === null ? '' : [recipe.prompt, recipe.negativePrompt, ...recipe.tags].filter((text) => text !== '').join('\n')

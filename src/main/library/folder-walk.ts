import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expectedOf } from './media-extensions'

const MAX_DEPTH = 32
const BREATH_EVERY = 200

/** Media files; hidden ones and those of other kinds are none of the library's business. */
export const isWanted = (name: string): boolean => !name.startsWith('.') && expectedOf(name) !== null

/**
 * Media files below a folder, as paths with `/`. Links are not followed: they could lead anywhere, and in circles.
 * @throws what the system says when the folder itself cannot be read; one below it may be closed or gone by then
 */
export async function filesBelow(root: string, signal: AbortSignal): Promise<readonly string[]> {
  const files: string[] = []
  let folders = 0
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || signal.aborted) return
    folders += 1
    if (folders % BREATH_EVERY === 0) await pause(1)
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (depth === 0) throw error
      return []
    })
    for (const entry of entries) {
      if (entry.isFile() && isWanted(entry.name)) files.push(`${prefix}${entry.name}`)
      else if (entry.isDirectory() && !entry.name.startsWith('.')) {
        await walk(join(folder, entry.name), `${prefix}${entry.name}/`, depth + 1)
      }
    }
  }
  await walk(root, '', 0)
  return files
}

export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !/^([A-Za-z]:|\/)/.test(way))
}

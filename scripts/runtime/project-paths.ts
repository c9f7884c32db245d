import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Absolute path of the checkout. */
export const projectDir = resolve(import.meta.dirname, '..', '..')

export type CacheEnvironment = Readonly<Record<string, string | undefined>>

/**
 * Folder for what is made once a machine: the assembled runtime and the native binding.
 * It lies outside `node_modules`, so `npm ci` does not throw it away.
 */
export function cacheDir(env: CacheEnvironment = process.env, home: string = homedir()): string {
  const base = env.XDG_CACHE_HOME ? env.XDG_CACHE_HOME : join(home, '.cache')
  return join(base, 'chainhub-studio')
}

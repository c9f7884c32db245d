import { existsSync, readFileSync, renameSync } from 'node:fs'
import { createLogger } from '../log/logger'

const log = createLogger('boot')

/**
 * Moves a settings file that is not a JSON object aside, never deleting it.
 * @returns where it was kept, or null when the file is sound or absent
 */
export function keepDamagedSettings(path: string): string | null {
  if (!existsSync(path) || isJsonObject(path)) return null
  const keptPath = `${path}.corrupt-${Date.now()}`
  renameSync(path, keptPath)
  log.warn('damaged settings were set aside', { keptPath })
  return keptPath
}

function isJsonObject(path: string): boolean {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}

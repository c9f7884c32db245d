import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { projectDir } from '../../../scripts/runtime/project-paths.ts'

const ALIAS = /^@(shared|main|demo)\//

/** From here on this process can import the app's sources as they are: by tsconfig's aliases, and without an ending. */
export function resolveSources(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const path = pathOf(specifier, context.parentURL)
      if (path === null || !existsSync(path)) return next(specifier, context)
      return { url: pathToFileURL(path).href, shortCircuit: true }
    },
  })
}

function pathOf(specifier: string, parentUrl: string | undefined): string | null {
  if (ALIAS.test(specifier)) return `${join(projectDir, 'src', specifier.slice(1))}.ts`
  if (!specifier.startsWith('.') || parentUrl === undefined) return null
  return `${fileURLToPath(new URL(specifier, parentUrl))}.ts`
}

import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve as join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Lets a child process run the sources as they are: the aliases of tsconfig, and imports without an ending. */
const ALIAS = /^@(shared|main|demo)\//

registerHooks({
  resolve(specifier, context, next) {
    const path = ALIAS.test(specifier)
      ? join('src', specifier.slice(1))
      : specifier.startsWith('.') && context.parentURL
        ? fileURLToPath(new URL(specifier, context.parentURL))
        : null
    if (path !== null && existsSync(`${path}.ts`)) return { url: pathToFileURL(`${path}.ts`).href, shortCircuit: true }
    return next(specifier, context)
  },
})

import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Lets a plain Node process run the sources: aliases of the project, imports without an ending. */
const root = new URL('../../../', import.meta.url)
const withEnding = (url) => [url, `${url}.ts`].find((candidate) => existsSync(fileURLToPath(candidate))) ?? url

registerHooks({
  resolve(specifier, context, next) {
    const alias = /^@(shared|main|demo)\/(.*)$/.exec(specifier)
    if (alias) return next(withEnding(new URL(`src/${alias[1]}/${alias[2]}`, root).href), context)
    if (specifier.startsWith('.') && context.parentURL && !context.parentURL.includes('/node_modules/')) {
      const url = new URL(specifier, context.parentURL).href
      return next(withEnding(url), context)
    }
    return next(specifier, context)
  },
})

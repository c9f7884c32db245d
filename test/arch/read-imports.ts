import { readFileSync, readdirSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { isBuiltin } from 'node:module'
import { parseSync } from 'oxc-parser'
import type { ImportFact } from './judge-imports.ts'

const SOURCE_FILE = /(?<!\.d)\.(ts|tsx)$/
const ALIAS = /^@(shared|main|demo|renderer)\//

type Request = { readonly specifier: string; readonly isTypeOnly: boolean }

/** All source files below a folder, as paths relative to it with `/`. */
export function listSourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => SOURCE_FILE.test(file))
    .map((file) => file.split(sep).join('/'))
    .toSorted()
}

/** Every import of every file below `srcDir`: static, re-export and dynamic. */
export function readImports(srcDir: string): readonly ImportFact[] {
  return listSourceFiles(srcDir).flatMap((file) => {
    const text = readFileSync(join(srcDir, file), 'utf8')
    return importsOfText(file, text)
  })
}

/** The imports of one file; throws when it cannot be parsed. `file` is its path under `src`. */
export function importsOfText(file: string, text: string): readonly ImportFact[] {
  const parsed = parseSync(file, text)
  if (parsed.errors.length > 0) throw new Error(`${file} cannot be parsed: ${parsed.errors[0]?.message}`)
  const { staticImports, staticExports, dynamicImports } = parsed.module
  const requests: Request[] = [
    ...staticImports.map((statement) => ({
      specifier: statement.moduleRequest.value,
      isTypeOnly: statement.entries.length > 0 && statement.entries.every((entry) => entry.isType),
    })),
    ...staticExports.flatMap((statement) =>
      statement.entries.flatMap((entry) =>
        entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, isTypeOnly: entry.isType }] : [],
      ),
    ),
    ...dynamicImports.flatMap((call) => {
      const literal = /^(['"`])([^'"`]+)\1$/.exec(text.slice(call.moduleRequest.start, call.moduleRequest.end))
      return literal?.[2] === undefined ? [] : [{ specifier: literal[2], isTypeOnly: false }]
    }),
  ]
  return requests.map((request) => toFact(file, request))
}

function toFact(from: string, { specifier, isTypeOnly }: Request): ImportFact {
  if (ALIAS.test(specifier)) return { from, to: trimEnding(specifier.slice(1)), isOwn: true, isTypeOnly }
  if (specifier.startsWith('.')) {
    const to = trimEnding(posix.normalize(posix.join(posix.dirname(from), specifier)))
    return { from, to, isOwn: true, isTypeOnly }
  }
  const name = isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier
  return { from, to: name, isOwn: false, isTypeOnly }
}

function trimEnding(path: string): string {
  return path.replace(/(\?.*)$/, '').replace(/\.(tsx?|jsx?|mjs|cjs)$/, '')
}

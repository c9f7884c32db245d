import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

/** What a program loads at once when its first file is imported. */
export interface ModuleGraph {
  /** Absolute paths; dynamic imports are not followed. */
  readonly files: readonly string[]
  readonly kilobytes: number
  /** Names of the packages that files come from. */
  readonly packages: ReadonlySet<string>
}

const RESOLVE_CONDITIONS = ['node', 'import', 'module-sync', 'default'] as const

/** Follows static imports, re-exports and, in CommonJS files, `require` with a plain text. */
export function readModuleGraph(entryPath: string): ModuleGraph {
  const files = new Set<string>()
  const packages = new Set<string>()
  const waiting = [entryPath]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue
    files.add(path)
    const packageName = packageOf(path)
    if (packageName) packages.add(packageName)
    for (const specifier of specifiersOf(path)) {
      const found = resolveFrom(path, specifier)
      if (found) waiting.push(found)
    }
  }
  const bytes = [...files].reduce((total, path) => total + statSync(path).size, 0)
  return { files: [...files], kilobytes: bytes / 1024, packages }
}

function specifiersOf(path: string): readonly string[] {
  if (!/\.[cm]?js$/.test(path)) return []
  const source = readFileSync(path, 'utf8')
  const { module } = parseSync(path, source)
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  )
  const required = module.hasModuleSyntax
    ? []
    : [...source.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)].map((found) => found[1] ?? '')
  return [...imported, ...exported, ...required]
}

function resolveFrom(path: string, specifier: string): string | null {
  if (specifier === 'electron' || isBuiltin(specifier)) return null
  const esm = resolveAsModule(path, specifier)
  if (esm) return esm
  try {
    return createRequire(path).resolve(specifier)
  } catch {
    // An optional dependency that is not installed.
    return null
  }
}

/** `require.resolve` takes the CommonJS face of a package; an import takes the other one. */
function resolveAsModule(path: string, specifier: string): string | null {
  if (specifier.startsWith('.')) {
    const plain = join(dirname(path), specifier)
    return existsSync(plain) && statSync(plain).isFile() ? plain : null
  }
  if (!path.endsWith('.mjs') && !parsesAsModule(path)) return null
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const [name, subPath] = splitSpecifier(specifier)
    const manifestPath = join(folder, 'node_modules', name, 'package.json')
    if (!existsSync(manifestPath)) continue
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { exports?: unknown }
    const target = targetOf(manifest.exports, subPath)
    return target === null ? null : join(dirname(manifestPath), target)
  }
  return null
}

function parsesAsModule(path: string): boolean {
  return parseSync(path, readFileSync(path, 'utf8')).module.hasModuleSyntax
}

function splitSpecifier(specifier: string): readonly [name: string, subPath: string] {
  const parts = specifier.split('/')
  const count = specifier.startsWith('@') ? 2 : 1
  const rest = parts.slice(count).join('/')
  return [parts.slice(0, count).join('/'), rest === '' ? '.' : `./${rest}`]
}

function targetOf(exports: unknown, subPath: string): string | null {
  if (typeof exports === 'string') return subPath === '.' ? exports : null
  if (typeof exports !== 'object' || exports === null) return null
  const map = exports as Readonly<Record<string, unknown>>
  if (subPath in map) return targetOf(map[subPath], '.')
  if (subPath !== '.') return null
  const condition = RESOLVE_CONDITIONS.find((name) => name in map)
  return condition === undefined ? null : targetOf(map[condition], '.')
}

function packageOf(path: string): string | null {
  const [, ...parts] = path.split(/[/\\]node_modules[/\\]/)
  const last = parts.at(-1)?.split(/[/\\]/)
  if (!last?.[0]) return null
  return last[0].startsWith('@') ? `${last[0]}/${last[1]}` : last[0]
}

/** The files of a graph whose text names one of the words, in any case. */
export function filesNaming(graph: ModuleGraph, words: readonly string[]): readonly string[] {
  return graph.files.flatMap((path) => {
    const text = readFileSync(path, 'utf8').toLowerCase()
    return words.filter((word) => text.includes(word)).map((word) => `${word} in ${basename(path)}`)
  })
}

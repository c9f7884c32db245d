import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { adapterOf } from '@main/gateway/families/registry'
import { MIGRATIONS } from '@main/db/migrations/all'
import { OPERATIONS } from '@shared/catalog/operations'
import { studioRoutes } from '@shared/contracts/routes'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const MAX_LINES = 500

function filesUnder(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

const textOf = (paths: readonly string[]): string => paths.map((path) => readFileSync(path, 'utf8')).join('\n')

describe('the house is complete', () => {
  it('has a handler for every route of the contracts', () => {
    const handlers = textOf(filesUnder('src/main/ipc/handlers', /\.ts$/))
    const missing = Object.keys(studioRoutes).filter((route) => !handlers.includes(`'${route}'`))
    expect(missing).toEqual([])
  })

  it('has a way to every route in the program', () => {
    const renderer = textOf(filesUnder('src/renderer', /\.tsx?$/))
    const unreachable = Object.keys(studioRoutes).filter((route) => !renderer.includes(`'${route}'`))
    expect(unreachable).toEqual([])
  })

  it('gives each decision a number of its own, the same in its name and in its title', () => {
    const records = filesUnder('docs/decisions', /\.md$/).toSorted()
    const numbers = records.map((path) => Number(/(\d{4})-[^/]+$/.exec(path)?.[1]))
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1))
    const titled = records.map((path) => Number(/^# (\d+)\./.exec(readFileSync(path, 'utf8'))?.[1]))
    expect(titled).toEqual(numbers)
  })

  it('has an adapter and recorded examples for every operation of the catalog', () => {
    const fixtures = textOf(filesUnder('test/fixtures/api', /\.json$/))
    const orphans = OPERATIONS.filter(
      ({ id, family }) => adapterOf(family).family !== family || !fixtures.includes(`"${id}"`),
    )
    expect(orphans.map(({ id }) => id)).toEqual([])
  })

  it('keeps operation ids unique, because rows hold them for ever', () => {
    const ids = OPERATIONS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('runs every migration in some test', () => {
    const tests = textOf(filesUnder('test/integration', /\.test\.ts$/))
    expect(tests).toContain('MIGRATIONS')
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_migration, index) => index + 1))
  })

  it(`has no file of logic over ${MAX_LINES} lines`, () => {
    const long = [
      ...filesUnder('src', /\.(ts|tsx|css)$/),
      ...filesUnder('scripts', /\.ts$/),
      ...filesUnder('test', /\.ts$/),
    ]
      .map((path) => ({ path: relative(root, path), lines: readFileSync(path, 'utf8').split('\n').length }))
      .filter(({ path, lines }) => lines > MAX_LINES && !path.startsWith('src/shared/catalog/prices/'))
    expect(long).toEqual([])
  })
})

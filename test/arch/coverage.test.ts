import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { DOCUMENTATION_PAGES } from '@shared/catalog/documentation/pages'
import { placesOf } from '@shared/catalog/documentation/places'
import { findOperation } from '@shared/catalog/operations'
import { describe, expect, it } from 'vitest'
import { PROOFS } from './coverage-proofs'

const root = resolve(import.meta.dirname, '../..')
/** ChainHub itself says that it is not supported. */
const UNSUPPORTED = 'D010'

const testTexts: ReadonlyMap<string, string> = new Map(
  ['test/contract', 'test/integration']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
)

/** Runs each operation of the catalog from its forms to its results, and fails where it leaves one out. */
const EVERY_OPERATION = 'test/integration/every-operation.test.ts'

/** Contract tests that walk through all examples of their family prove operations that they never name. */
function familyTest(operationId: string): string | undefined {
  const family = findOperation(operationId)?.family ?? ''
  const file = `test/contract/${family}.test.ts`
  return existsSync(join(root, file)) ? file : undefined
}

function testsOfOperation(operationId: string): readonly string[] {
  const naming = [...testTexts].filter(([, text]) => text.includes(`'${operationId}'`)).map(([file]) => file)
  return [...new Set([familyTest(operationId), EVERY_OPERATION, ...naming].filter((file) => file !== undefined))]
}

function proofsOf(row: string): readonly string[] {
  const operations = placesOf(row).places.flatMap((place) => (place.kind === 'operation' ? [place.operationId] : []))
  const named = PROOFS.filter(([rows]) => rows.includes(row)).flatMap(([, proofs]) =>
    proofs.map(({ file, title }) => `${file} (${title})`),
  )
  return [...new Set([...operations.flatMap(testsOfOperation), ...named])]
}

function tableLine({ row, path }: (typeof DOCUMENTATION_PAGES)[number]): string {
  const { how, places } = placesOf(row)
  const operations = places.flatMap((place) => (place.kind === 'operation' ? [`\`${place.operationId}\``] : []))
  const proofs = proofsOf(row).map((proof) => `\`${proof}\``)
  return `| ${row} | ${path.join(' › ')} | ${how} | ${operations.join('<br>')} | ${proofs.join('<br>')} |`
}

function coverageDocument(): string {
  return [
    '# What of ChainHub works here',
    '',
    `Every page of ChainHub's documentation, ${DOCUMENTATION_PAGES.length} rows: how it works in the studio, through which operations of the catalog, and the tests that prove it. Made from the catalog by \`test/arch/coverage.test.ts\`; \`npm run arch -- -u\` writes it anew.`,
    '',
    '| Row | Page | Here | Operations | Tests |',
    '|---|---|---|---|---|',
    ...DOCUMENTATION_PAGES.map(tableLine),
    '',
  ].join('\n')
}

describe('the documentation of ChainHub', () => {
  it('works in the studio, page by page', () => {
    const missing = DOCUMENTATION_PAGES.filter(({ row }) => row !== UNSUPPORTED && placesOf(row).places.length === 0)
    expect(missing.map(({ row, path }) => `${row} ${path.join(' / ')}`)).toEqual([])
  })

  it('is proved by a test, page by page', () => {
    const unproved = DOCUMENTATION_PAGES.filter(({ row }) => row !== UNSUPPORTED && proofsOf(row).length === 0)
    expect(unproved.map(({ row, path }) => `${row} ${path.join(' / ')}`)).toEqual([])
  })

  it('names only tests that are there', () => {
    const gone = PROOFS.flatMap(([, proofs]) => proofs).filter(
      ({ file, title }) => !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(title),
    )
    expect(gone).toEqual([])
  })

  it('is listed in the document as it is', async () => {
    await expect(coverageDocument()).toMatchFileSnapshot(join(root, 'docs/chainhub-coverage.md'))
  })
})

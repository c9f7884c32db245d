import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const COLUMNS = 4

interface NamedTest {
  /** As the table names it: below `test/`, without its ending. */
  readonly file: string
  /** Words of a test's title; empty where the whole file is meant. */
  readonly words: string
}

const rows = readFileSync(join(root, 'docs/faults.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Fault ') && !line.startsWith('| ---'))
  .map((line) => line.slice(2, -2).split(' | '))

/** `file` words; more words of the same file; `another` words */
function testsOf(cell: string): readonly NamedTest[] {
  let file = ''
  return cell.split('; ').map((part) => {
    const [, named, words = part] = /^`([^`]+)` ?(.*)$/.exec(part) ?? []
    file = named ?? file
    return { file, words: words.replace(/^with /, '') }
  })
}

const pathOf = (file: string): string =>
  join(root, file.startsWith('src/') ? '' : 'test', file.endsWith('.test') ? `${file}.ts` : `${file}.test.ts`)

const named = rows.flatMap((row) => testsOf(row.at(-1) ?? ''))

describe('the table of faults', () => {
  it('has all columns in each row', () => {
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.filter((row) => row.length !== COLUMNS || row.some((cell) => cell.trim() === ''))).toEqual([])
  })

  it('names only test files that are there', () => {
    expect(named.map(({ file }) => file).filter((file) => !existsSync(pathOf(file)))).toEqual([])
  })

  it('speaks of tests by words that stand in their files', () => {
    const gone = named.filter(
      ({ file, words }) => existsSync(pathOf(file)) && !readFileSync(pathOf(file), 'utf8').includes(words),
    )
    expect(gone).toEqual([])
  })
})

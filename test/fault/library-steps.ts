import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { Database } from '@main/db/database'

/** Calls that change a disk or a database; each of them is one step at which a fault may hit. */
const CHANGING = ['copyFile', 'link', 'mkdir', 'open', 'rename', 'rm', 'writeFile'] as const

/** Of an open file. */
const CHANGING_HANDLE = ['write', 'writeFile', 'sync', 'truncate'] as const

type Call = (...given: never[]) => Promise<unknown>

interface StepOptions {
  /** Counts what is done with an open file, too. */
  readonly countsHandles?: boolean
}

/**
 * Runs `onStep` before each changing call on the disk, counting from 1. A step that throws is a call that failed.
 * @returns a function that puts everything back
 */
export function countSteps(
  onStep: (number: number, name: string) => void,
  { countsHandles = false }: StepOptions = {},
): {
  readonly watch: (db: Database) => Database
  /** Counts from 1 again. */
  readonly reset: () => void
  readonly restore: () => void
} {
  const table = fs.promises as unknown as Record<string, Call>
  const originals = new Map<string, Call>()
  let count = 0
  const step = (name: string): void => {
    count += 1
    onStep(count, name)
  }
  const watchHandle = (handle: object): object => {
    for (const name of CHANGING_HANDLE) {
      const call = Reflect.get(handle, name) as Call
      Reflect.set(handle, name, async (...given: never[]) => {
        step(name)
        return call.apply(handle, given)
      })
    }
    return handle
  }
  for (const name of CHANGING) {
    const original = table[name]!
    originals.set(name, original)
    table[name] = async (...given) => {
      step(name)
      const answer = await original(...given)
      return name === 'open' && countsHandles ? watchHandle(answer as object) : answer
    }
  }
  syncBuiltinESMExports()
  return {
    watch: (db) => ({
      ...db,
      transaction: (name, work) => {
        step(`before ${name}`)
        const value = db.transaction(name, work)
        step(`after ${name}`)
        return value
      },
    }),
    reset: () => {
      count = 0
    },
    restore: () => {
      for (const [name, original] of originals) table[name] = original
      syncBuiltinESMExports()
    },
  }
}

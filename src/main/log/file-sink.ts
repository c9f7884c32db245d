import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LogRecord, LogSink } from './logger'

const MAX_BYTES = 5 * 1024 * 1024
const FLUSH_MS = 250

/** Writes records as JSON lines, joined to few writes; one older file is kept. A full disk loses log lines only. */
export function createFileSink(path: string): LogSink {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | null = null
  const flush = async (): Promise<void> => {
    timer = null
    const lines = waiting.join('')
    waiting = []
    try {
      await mkdir(dirname(path), { recursive: true })
      await rotate(path)
      await appendFile(path, lines)
    } catch {
      // The log must never be the reason that something fails, and there is nowhere left to say so.
    }
  }
  return (record) => {
    waiting.push(`${lineOf(record)}\n`)
    timer ??= setTimeout(() => void flush(), FLUSH_MS)
    timer.unref()
  }
}

async function rotate(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > MAX_BYTES) await rename(path, `${path}.1`)
}

function lineOf(record: LogRecord): string {
  try {
    return JSON.stringify(record)
  } catch {
    return JSON.stringify({ ...record, data: '<not serialisable>' })
  }
}

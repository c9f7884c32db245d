import { useEffect, useState } from 'react'
import type { HighlightAnswer, HighlightedLine, HighlightRequest } from './highlight-protocol'

/** Longer code stays plain: it would take seconds, and nobody reads it here. */
const MAX_CODE_LENGTH = 100_000
const MAX_CACHED = 200

type Lines = readonly HighlightedLine[] | null

/** Answers by language and code, the oldest first to go, so that scrolling back shows colours at once. */
const cache = new Map<string, Lines>()
const waiting = new Map<number, (lines: Lines) => void>()
let worker: Worker | null = null
let lastNumber = 0

/** The code in coloured pieces, or null while it is plain. */
export function useHighlight(code: string, language: string, isClosed: boolean): Lines {
  const isWanted = isClosed && language !== '' && code.length <= MAX_CODE_LENGTH && typeof Worker !== 'undefined'
  const key = `${language}\n${code}`
  const [result, setResult] = useState<{ readonly key: string; readonly lines: Lines } | null>(null)
  useEffect(() => {
    if (!isWanted || cache.has(key)) return
    let isCurrent = true
    askWorker(code, language, (lines) => {
      remember(key, lines)
      if (isCurrent) setResult({ key, lines })
    })
    return () => {
      isCurrent = false
    }
  }, [isWanted, key, code, language])
  if (!isWanted) return null
  return cache.get(key) ?? (result?.key === key ? result.lines : null)
}

function askWorker(code: string, language: string, onAnswer: (lines: Lines) => void): void {
  worker ??= startWorker()
  lastNumber += 1
  waiting.set(lastNumber, onAnswer)
  worker.postMessage({ number: lastNumber, code, language } satisfies HighlightRequest)
}

function startWorker(): Worker {
  const started = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', (event: MessageEvent<HighlightAnswer>) => {
    const { number, lines } = event.data
    waiting.get(number)?.(lines)
    waiting.delete(number)
  })
  return started
}

function remember(key: string, lines: Lines): void {
  const oldest = cache.keys().next().value
  if (cache.size >= MAX_CACHED && oldest !== undefined) cache.delete(oldest)
  cache.set(key, lines)
}

import type { Token } from 'marked'
import { useEffect, useReducer, useState } from 'react'
import { CHUNK_SIZE, createBlockSplitter, type SplitText } from './split-blocks'

type Chunks = readonly (readonly Token[])[]

/** What is parsed at most in one task: some ten milliseconds of work. */
const TASK_LENGTH = 96_000

/** The blocks of a growing text. A very long one that is there at once comes in over several tasks. */
export function useChunks(text: string, isOpen: boolean): Chunks {
  // The reader remembers what it has parsed, but answers for one text always the same in the end.
  const [read] = useState(createChunkReader)
  const [, readOn] = useReducer((count: number) => count + 1, 0)
  const reading = read(text, isOpen)
  useEffect(() => {
    if (!reading.isBehind) return undefined
    const timer = setTimeout(readOn)
    return () => clearTimeout(timer)
  }, [reading])
  return reading.chunks
}

interface ChunkReading {
  readonly chunks: Chunks
  /** True while a part of the text has not been parsed yet. */
  readonly isBehind: boolean
}

export function createChunkReader(): (text: string, isOpen: boolean) => ChunkReading {
  const split = createBlockSplitter()
  let length = 0
  return (text, isOpen) => {
    length = Math.min(text.length, (length > text.length ? 0 : length) + TASK_LENGTH)
    const isBehind = length < text.length
    return { chunks: chunksOf(split(isBehind ? text.slice(0, length) : text, isOpen || isBehind)), isBehind }
  }
}

/** A block keeps its place from its first letter on, so that closing it does not build it anew. */
function chunksOf({ closed, tail }: SplitText): Chunks {
  const full = closed.filter((chunk) => chunk.length === CHUNK_SIZE)
  const rest = [...closed.slice(full.length).flat(), ...tail]
  const chunks = [...full]
  for (let start = 0; start < rest.length; start += CHUNK_SIZE) chunks.push(rest.slice(start, start + CHUNK_SIZE))
  return chunks
}

import { createElement, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import ReactMarkdown from 'react-markdown'
import { Streamdown } from 'streamdown'
import { StreamedMarkdown } from '@renderer/features/chat/markdown/markdown'
import { TooltipProvider } from '@renderer/ui/tooltip'
import { sampleReply } from './sample-reply'

const LENGTH = 48 * 1024
const UPDATES = 200

export type MarkdownRunner = 'ours' | 'streamdown' | 'react-markdown' | 'raw'

const RUNNERS: Readonly<Record<MarkdownRunner, (text: string, isOpen: boolean) => ReactNode>> = {
  ours: (text, isOpen) => createElement(TooltipProvider, null, createElement(StreamedMarkdown, { text, isOpen })),
  streamdown: (text) => createElement(Streamdown, null, text),
  'react-markdown': (text) => createElement(ReactMarkdown, null, text),
  raw: (text) => text,
}

/** Milliseconds of each update. */
export interface MarkdownRun {
  /** Until nothing is left to do for it: rendered, laid out, and what was put off for later done as well. */
  readonly wholeMs: readonly number[]
  /** Rendering and commit at once, without layout and without what is put off. */
  readonly commitMs: readonly number[]
}

/** Streams one reply into one renderer, in a box that is seen. */
export async function raceMarkdown(runner: MarkdownRunner): Promise<MarkdownRun> {
  const reply = sampleReply(LENGTH)
  const box = document.createElement('div')
  box.style.cssText = 'position:fixed;inset:0 auto auto 0;width:720px;height:700px;overflow:auto'
  document.body.append(box)
  const root = createRoot(box)
  const wholeMs: number[] = []
  const commitMs: number[] = []
  await idle()
  for (let update = 1; update <= UPDATES; update += 1) {
    const text = reply.slice(0, Math.round((LENGTH / UPDATES) * update))
    const startMs = performance.now()
    flushSync(() => root.render(RUNNERS[runner](text, update < UPDATES)))
    commitMs.push(performance.now() - startMs)
    forceLayout(box)
    await idle()
    forceLayout(box)
    wholeMs.push(performance.now() - startMs)
  }
  if (!box.textContent?.includes('How to make it fast') || box.textContent.length < LENGTH / 2) {
    throw new Error(`${runner} did not show the reply`)
  }
  root.unmount()
  box.remove()
  await new Promise((resolve) => setTimeout(resolve, 300))
  return { wholeMs, commitMs }
}

/** Runs after everything of a higher priority: React's own queue, timers that are due, messages. */
async function idle(): Promise<void> {
  await window.scheduler.postTask(() => undefined, { priority: 'background' })
}

function forceLayout(box: HTMLElement): void {
  box.scrollTop = box.scrollHeight
}

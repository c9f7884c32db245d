import { createElement, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import ReactMarkdown from 'react-markdown'
import { Streamdown } from 'streamdown'
import { StreamedMarkdown } from '@renderer/features/chat/markdown/markdown'
import { TooltipProvider } from '@renderer/ui/tooltip'
import { sampleReply } from './sample-reply'

const TOKENS = 4_000
const TOKENS_PER_SECOND = 200
const CHARACTERS_PER_TOKEN = 4
/** As the main process reads in beats, and tells the page what one brought. */
const FLUSH_MS = 80

export type StreamRunner = 'ours' | 'raw' | 'streamdown' | 'react-markdown'

export interface StreamRun {
  /** Time between two frames, in milliseconds, longest first; the first hundred. */
  readonly longestGapsMs: readonly number[]
  readonly frames: number
}

interface Screen {
  readonly show: (text: string, isOpen: boolean) => void
  readonly remove: () => void
}

/** 4,000 tokens of Markdown at 200 a second into a box that follows its end, as a chat does. */
export async function raceStream(runner: StreamRunner): Promise<StreamRun> {
  const reply = sampleReply(TOKENS * CHARACTERS_PER_TOKEN)
  const box = document.createElement('div')
  box.style.cssText = 'position:fixed;inset:0 auto auto 0;width:720px;height:700px;overflow:auto'
  document.body.append(box)
  const screen = runner === 'raw' ? rawScreen(box) : reactScreen(box, runner)
  const gapsMs: number[] = []
  let received = 0
  let shown = 0
  let shownAtMs = 0
  let lastFrameMs = performance.now()
  const startMs = performance.now()
  await new Promise<void>((finish) => {
    const frame = (nowMs: number): void => {
      gapsMs.push(nowMs - lastFrameMs)
      lastFrameMs = nowMs
      received = Math.min(TOKENS, Math.floor(((nowMs - startMs) / 1_000) * TOKENS_PER_SECOND))
      // Raw append paints each frame; everything else gets what the main process would have flushed.
      const isDue = runner === 'raw' || nowMs - shownAtMs >= FLUSH_MS || received === TOKENS
      if (received > shown && isDue) {
        shown = received
        shownAtMs = nowMs
        screen.show(reply.slice(0, shown * CHARACTERS_PER_TOKEN), shown < TOKENS)
        box.scrollTop = box.scrollHeight
      }
      if (shown < TOKENS) requestAnimationFrame(frame)
      else finish()
    }
    requestAnimationFrame(frame)
  })
  if (!box.textContent?.includes('How to make it fast')) throw new Error(`${runner} did not show the reply`)
  screen.remove()
  box.remove()
  await new Promise((resolve) => setTimeout(resolve, 300))
  return { longestGapsMs: gapsMs.toSorted((left, right) => right - left).slice(0, 100), frames: gapsMs.length }
}

function rawScreen(box: HTMLElement): Screen {
  const node = document.createTextNode('')
  const paragraph = document.createElement('pre')
  paragraph.style.whiteSpace = 'pre-wrap'
  paragraph.append(node)
  box.append(paragraph)
  return { show: (text) => node.appendData(text.slice(node.length)), remove: () => paragraph.remove() }
}

function reactScreen(box: HTMLElement, runner: Exclude<StreamRunner, 'raw'>): Screen {
  const root = createRoot(box)
  return { show: (text, isOpen) => root.render(element(runner, text, isOpen)), remove: () => root.unmount() }
}

function element(runner: Exclude<StreamRunner, 'raw'>, text: string, isOpen: boolean): ReactNode {
  if (runner === 'streamdown') return createElement(Streamdown, null, text)
  if (runner === 'react-markdown') return createElement(ReactMarkdown, null, text)
  return createElement(TooltipProvider, null, createElement(StreamedMarkdown, { text, isOpen }))
}

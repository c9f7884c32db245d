import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '@main/db/open'
import { writeChats } from '../seed/chats.ts'
import { sampleReply } from '../page/sample-reply.ts'
import { type AnswerServer, serveAnswers, type WantedAnswer } from './answer-server.ts'
import type { BenchContext } from './bench.ts'
import type { Program } from './program.ts'
import { startStudio } from './programs.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

/** A row of the list of chats: the view is there. */
export const CHAT_ROW = '[data-view="chat"] [role="list"] [data-roving-id]'

const CHATS = 60
const MESSAGES = 1_200
const CHARACTERS_PER_TOKEN = 4

/** The built studio with chats of some months, and a gateway that answers as it is asked to. */
export async function withChatStudio<Value>(
  context: BenchContext,
  work: (studio: Program) => Promise<Value>,
): Promise<Value> {
  return withTemporaryFolder(async (folder) => {
    const server = await serveAnswers(piecesOf)
    try {
      await writeProfile(folder, server)
      const studio = startStudio(context, folder, CHAT_ROW)
      try {
        await studio.interactiveMs()
        return await work(studio)
      } finally {
        await studio.close()
      }
    } finally {
      server.close()
    }
  })
}

async function writeProfile(folder: string, { origin }: AnswerServer): Promise<void> {
  await mkdir(join(folder, 'library'), { recursive: true })
  const filePath = join(folder, 'library', 'studio.sqlite')
  const db = await openDatabase({ filePath, backupFolder: join(folder, 'backups') })
  await writeChats(db, { chats: CHATS, messages: MESSAGES, origin })
  db.close()
}

function piecesOf({ kind, pieces }: WantedAnswer): readonly string[] {
  if (kind === 'list') return Array.from({ length: pieces }, (_, line) => `- line ${line} of *many*\n`)
  const reply = sampleReply(pieces * CHARACTERS_PER_TOKEN)
  return Array.from({ length: pieces }, (_, token) =>
    reply.slice(token * CHARACTERS_PER_TOKEN, (token + 1) * CHARACTERS_PER_TOKEN),
  )
}

/** What the page saw while an answer came. */
export interface SeenAnswer {
  /** Time between two frames, longest first; only where they are counted. */
  readonly longestGapsMs: readonly number[]
  /** Tasks of more than 50 ms, longest first. */
  readonly longTasksMs: readonly number[]
  readonly length: number
}

export interface ShownAnswer {
  readonly wanted: WantedAnswer
  /** What chats that are not shown are answered meanwhile. */
  readonly others: readonly WantedAnswer[]
  /** Which chat of the list. */
  readonly row: number
  /** Asks for each frame, which makes the page draw more of them than it has to. */
  readonly countsFrames: boolean
}

/** Opens a chat as a person does, asks, and watches its frames until the answer is whole. */
export function watchAnswer(studio: Program, shown: ShownAnswer): Promise<SeenAnswer> {
  return studio.inPage<SeenAnswer>(WATCH, { ...shown, rowSelector: CHAT_ROW })
}

const WATCH = `
  const ask = async (route, payload) => {
    const answer = JSON.parse(await window.studio.request(route, payload))
    if (!answer.ok) throw new Error(route + ': ' + answer.error.message)
    return answer.data ?? answer.tables
  }
  const until = async (find, what) => {
    const endMs = performance.now() + 600000
    while (performance.now() < endMs) {
      const found = find()
      if (found) return found
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error('Waited in vain for ' + what)
  }
  const articles = () => [...document.querySelectorAll('[data-view="chat"] article[data-message]')]
  const row = document.querySelectorAll(value.rowSelector)[value.row]
  const before = articles().at(-1)?.dataset.message
  row.click()
  await until(() => articles().length > 0 && articles().at(-1).dataset.message !== before, 'the chat')
  const shownId = row.dataset.rovingId
  const listed = await ask('chat.list', {})
  const chats = (listed.rows ? listed.rows.map((each) => each[listed.columns.indexOf('id')]) : listed.map(({ id }) => id))
  const hidden = chats.filter((id) => id !== shownId).slice(-value.others.length)
  const running = []
  for (const [index, wanted] of value.others.entries()) {
    const { assistantMessage } = await ask('chat.send', {
      clientRequestId: crypto.randomUUID(), conversationId: hidden[index], parentId: null, text: JSON.stringify(wanted), assetIds: [], modelId: 'gpt-5-mini',
    })
    running.push(assistantMessage.id)
  }
  const area = document.querySelector('[data-view="chat"] [data-composer]')
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set
  area.focus()
  set.call(area, JSON.stringify(value.wanted))
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await new Promise((done) => setTimeout(done, 1000))
  area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  const { message } = (await until(() => document.querySelector('[data-view="chat"] article[data-state="streaming"]'), 'the answer')).dataset
  const answer = () => document.querySelector('[data-view="chat"] article[data-message="' + message + '"]')
  await until(() => answer()?.textContent.length > 40, 'its first words')
  const longTasksMs = [], gapsMs = []
  const observer = new PerformanceObserver((list) => longTasksMs.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ type: 'longtask' })
  const isComing = () => answer()?.dataset.state === 'streaming'
  if (value.countsFrames) {
    let lastMs = performance.now()
    while (isComing()) {
      const nowMs = await new Promise(requestAnimationFrame)
      gapsMs.push(nowMs - lastMs)
      lastMs = nowMs
    }
  }
  while (isComing()) await new Promise((done) => setTimeout(done, 250))
  await new Promise((done) => setTimeout(done, 1000))
  observer.disconnect()
  for (const messageId of running) await ask('chat.stop', { messageId })
  if (answer()?.dataset.state !== 'complete') throw new Error('The answer ended as ' + answer()?.dataset.state)
  const downwards = (numbers) => numbers.toSorted((left, right) => right - left).slice(0, 100)
  return { longestGapsMs: downwards(gapsMs), longTasksMs: downwards(longTasksMs), length: answer().textContent.length }`

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '@main/db/open'
import type { BenchCase } from '../harness/bench.ts'
import { startBenchGateway } from '../harness/demo-gateway.ts'
import type { Program } from '../harness/program.ts'
import { startStudio } from '../harness/programs.ts'
import { type BenchResult, judge } from '../harness/result.ts'
import { median, percentile } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { writeChats } from '../seed/chats.ts'

const CHATS = 600
const MESSAGES = 20_000
const OPENED = 40
const TYPED = 120
/** Slow enough that both answers are still coming when the typing ends. */
const STREAM_TIME_SCALE = 6
const FRAME_MS = 1_000 / 60
const ROW = '[data-view="chat"] [role="list"] [data-roving-id]'

/** 600 chats with 20,000 messages: opening any of them, searching them, and typing while two others stream. */
export const chatsCase: BenchCase = {
  id: 'P16',
  run: (context) =>
    withTemporaryFolder(async (folder) => {
      const gateway = await startBenchGateway(join(folder, 'gateway'), STREAM_TIME_SCALE)
      try {
        await mkdir(join(folder, 'library'), { recursive: true })
        const filePath = join(folder, 'library', 'studio.sqlite')
        const db = await openDatabase({ filePath, backupFolder: join(folder, 'backups') })
        await writeChats(db, { chats: CHATS, messages: MESSAGES, origin: gateway.origin })
        db.run('seed.key', 'UPDATE key_profile SET key_blob = ?', [Buffer.from(gateway.demoKey)])
        db.close()
        context.say(`${CHATS} chats are written`)
        const studio = startStudio(context, folder, ROW)
        try {
          await studio.interactiveMs()
          return await measure(studio, context.say)
        } finally {
          await studio.close()
        }
      } finally {
        gateway.close()
      }
    }),
}

async function measure(studio: Program, say: (line: string) => void): Promise<readonly BenchResult[]> {
  const line = { id: 'P16', unit: 'ms' }
  // The first one loads the code that draws Markdown.
  const [firstMs = Number.NaN, ...openedMs] = await studio.inPage<readonly number[]>(OPEN_CHATS, {
    row: ROW,
    count: OPENED + 1,
  })
  say(`opened in ms: ${openedMs.map((each) => each.toFixed(0)).join(' ')}`)
  const foundMs = await studio.inPage<readonly number[]>(SEARCH, {
    texts: ['heron', '東京', 'li', 'night market', 'zz'],
  })
  const typed = await studio.inPage<{ readonly elapsedMs: readonly number[]; readonly streaming: number }>(TYPE, {
    count: TYPED,
  })
  if (typed.streaming < 2) throw new Error('The two other answers had ended before the typing did')
  return [
    judge({
      ...line,
      name: `open any of ${CHATS} chats with ${MESSAGES} messages: click → drawn, slowest of ${OPENED}`,
      ours: Math.max(...openedMs),
      budgets: [{ maxOurs: 200 }],
    }),
    judge({ ...line, name: 'the same, median', ours: median(openedMs) }),
    judge({ ...line, name: 'the same, the first since the start', ours: firstMs }),
    judge({
      ...line,
      name: 'search all messages over IPC, slowest of five texts',
      ours: Math.max(...foundMs),
      budgets: [{ maxOurs: 100 }],
    }),
    judge({
      ...line,
      name: 'typing while two other chats stream: letter → laid out, 95th percentile',
      ours: percentile(typed.elapsedMs, 95),
      budgets: [{ maxOurs: FRAME_MS }],
    }),
    judge({ ...line, name: 'the same, median', ours: median(typed.elapsedMs) }),
  ]
}

/** Jumps to places all over the list and opens the chat that is there. */
const OPEN_CHATS = `
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const scroller = [...document.querySelectorAll('[data-view="chat"] [role="list"] *')].find((each) => each.scrollHeight > each.clientHeight + 200)
  const times = []
  for (let round = 0; round < value.count; round += 1) {
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * ((round * 0.37) % 1)
    await frame()
    const rows = [...document.querySelectorAll(value.row)].filter((row) => row.getAttribute('aria-current') === 'false')
    const row = rows[Math.floor(rows.length / 2)]
    const before = document.querySelector('[data-view="chat"] article[data-message]')?.dataset.message
    const startMs = performance.now()
    row.click()
    while (true) {
      const first = document.querySelector('[data-view="chat"] article[data-message]')
      if (first && first.dataset.message !== before && first.offsetHeight > 0) break
      await new Promise((done) => requestAnimationFrame(done))
    }
    document.body.getBoundingClientRect()
    times.push(performance.now() - startMs)
    await frame()
  }
  return times`

const SEARCH = `
  const times = []
  for (const text of value.texts) {
    const startMs = performance.now()
    const answer = JSON.parse(await window.studio.request('chat.search', { text }))
    if (!answer.ok) throw new Error(answer.error.message)
    times.push(performance.now() - startMs)
  }
  return times`

/** Starts answers in two chats that are not shown, and types into the third. */
const TYPE = `
  const ask = async (route, payload) => {
    const answer = JSON.parse(await window.studio.request(route, payload))
    if (!answer.ok) throw new Error(route + ': ' + answer.error.message)
    return answer.data
  }
  const cards = await ask('chat.list', {})
  const sent = []
  for (const card of cards.slice(-2)) {
    const { assistantMessage } = await ask('chat.send', {
      clientRequestId: crypto.randomUUID(), conversationId: card.id, parentId: null, text: 'A long film about a heron', assetIds: [], modelId: 'gpt-5-mini',
    })
    await ask('chat.attach', { messageId: assistantMessage.id })
    sent.push(assistantMessage.id)
  }
  const area = document.querySelector('[data-view="chat"] [data-composer]')
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set
  area.focus()
  const elapsedMs = []
  for (let count = 0; count < value.count; count += 1) {
    await new Promise((done) => setTimeout(done, 25))
    const startMs = performance.now()
    set.call(area, area.value + 'abcdefghij klmn'[count % 15])
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
    area.getBoundingClientRect()
    elapsedMs.push(performance.now() - startMs)
  }
  let streaming = 0
  for (const messageId of sent) {
    // Null where the answer has ended.
    if ((await ask('chat.attach', { messageId })) !== null) streaming += 1
    await ask('chat.stop', { messageId })
  }
  return { elapsedMs, streaming }`

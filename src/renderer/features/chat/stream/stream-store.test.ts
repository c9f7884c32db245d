import type { StreamSnapshot } from '@shared/contracts/chat'
import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { describe, expect, it } from 'vitest'
import { createStreamStore } from './stream-store'

const message = (text: string): ChatMessage => ({
  id: 'm',
  conversationId: 'c',
  parentId: null,
  role: 'assistant',
  parts: text === '' ? [] : [{ kind: 'text', text }],
  state: 'streaming',
  modelId: null,
  usage: null,
  cost: null,
  failure: null,
  createdAtMs: 0,
})
const delta = (seq: number, text: string) => ({ messageId: 'm', seq, events: [{ kind: 'text' as const, text }] })

function setUp() {
  const frames: (() => void)[] = []
  const answers: ((snapshot: StreamSnapshot | null) => void)[] = []
  const log: string[] = []
  const store = createStreamStore({
    attach: () => new Promise((resolve) => answers.push(resolve)),
    detach: () => log.push('detached'),
    beforeFrame: (work) => frames.push(work),
    onGone: () => log.push('gone'),
  })
  const frame = (): void => frames.splice(0).forEach((work) => work())
  const answer = async (seq: number, text: string): Promise<void> => {
    answers.shift()?.({ messageId: 'm', seq, message: message(text) })
    await Promise.resolve()
    await Promise.resolve()
  }
  const shown = (): string | null => {
    const held = store.get('m')
    return held && textOf(held)
  }
  return { store, frame, answer, answers, log, shown, frames }
}

describe('createStreamStore', () => {
  it('puts words that overtake the snapshot in their place, without one twice', async () => {
    const { store, answer, shown } = setUp()
    store.follow('m')
    store.receive(delta(3, 'c'))
    store.receive(delta(4, 'd'))
    await answer(3, 'abc')
    expect(shown()).toBe('abcd')
  })

  it('asks for the whole text when words are missing', async () => {
    const { store, answer, shown, answers } = setUp()
    store.follow('m')
    await answer(1, 'a')
    store.receive(delta(3, 'c'))
    expect(answers).toHaveLength(1)
    await answer(3, 'abc')
    expect(shown()).toBe('abc')
  })

  it('tells its listeners once a frame, however many words came', async () => {
    const { store, answer, frame, frames } = setUp()
    let told = 0
    store.subscribe('m', () => (told += 1))
    store.follow('m')
    await answer(0, '')
    frame()
    told = 0
    for (let seq = 1; seq <= 20; seq += 1) store.receive(delta(seq, 'x'))
    expect(frames).toHaveLength(1)
    frame()
    expect(told).toBe(1)
  })

  it('lets go only when the last follower left', async () => {
    const { store, answer, log } = setUp()
    const first = store.follow('m')
    const second = store.follow('m')
    await answer(0, '')
    first()
    expect(log).toEqual([])
    second()
    expect(log).toEqual(['detached'])
    store.receive(delta(1, 'late'))
    expect(store.get('m')).toBeNull()
  })

  it('says when the answer had ended before it could be followed', async () => {
    const { store, answers, log } = setUp()
    store.follow('m')
    answers.shift()?.(null)
    await Promise.resolve()
    await Promise.resolve()
    expect(log).toEqual(['gone'])
  })
})

import { AppError } from '@shared/domain/app-error'
import type { PortableChat } from '@shared/domain/portable-chat'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChats } from './chat-import-read'

const NOW_MS = 1_700_000_000_000
const read = (value: unknown): readonly PortableChat[] => readChats(JSON.stringify(value), NOW_MS)
/** "a<  b<a": texts of messages with the texts of their parents. */
const outline = (chat: PortableChat | undefined): readonly string[] => {
  const texts = new Map(
    chat?.messages.map(({ id, parts }) => [
      id,
      parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('|'),
    ]),
  )
  return (chat?.messages ?? []).map(
    ({ id, parentId, role }) =>
      `${role === 'user' ? 'Q' : 'A'} ${texts.get(id)} < ${parentId === null ? '' : texts.get(parentId)}`,
  )
}

describe('an export of ChatGPT', () => {
  const node = (id: string, parent: string | null, role: string, text: string, time: number, extra: object = {}) => ({
    id,
    parent,
    children: [],
    message: {
      author: { role },
      create_time: time,
      content: { content_type: 'text', parts: [text] },
      metadata: role === 'assistant' ? { model_slug: 'gpt-4o' } : {},
      ...extra,
    },
  })
  const chat = {
    title: 'Herons',
    create_time: 1_690_000_000.5,
    current_node: 'a2',
    mapping: {
      root: { id: 'root', parent: null, children: ['sys'], message: null },
      sys: node('sys', 'root', 'system', '', 1),
      q1: node('q1', 'sys', 'user', 'Where?', 10),
      a2: node('a2', 'q1', 'assistant', 'At sea.', 30),
      a1: node('a1', 'q1', 'assistant', 'By the river.', 20),
      t1: node('t1', 'a1', 'tool', 'looked it up', 25),
      q2: node('q2', 't1', 'user', 'Why?', 40),
      __proto__: node('p', null, 'user', 'x', 5),
    },
  }

  it('keeps its branches, models and the one that was shown; what is not talk is bridged', () => {
    const [read1] = read([chat])
    expect(outline(read1)).toEqual([
      'Q Where? < ',
      'A By the river. < Where?',
      'Q Why? < By the river.',
      'A At sea. < Where?',
    ])
    expect(read1).toMatchObject({
      title: 'Herons',
      modelId: 'gpt-4o',
      activeLeafId: 'a2',
      createdAtMs: 1_690_000_000_500,
    })
  })
})

describe('an export of Claude', () => {
  const say = (uuid: string, sender: string, text: string, parent?: string) => ({
    uuid,
    sender,
    text: 'ignored where there are blocks',
    content: [
      { type: 'thinking', thinking: 'hm' },
      { type: 'text', text },
    ],
    created_at: '2025-01-02T03:04:05Z',
    ...(parent === undefined ? {} : { parent_message_uuid: parent }),
  })

  it('follows the row where no parents are named, and the parents where they are', () => {
    const row = { uuid: 'c', name: '', chat_messages: [say('1', 'human', 'Hi'), say('2', 'assistant', 'Hello')] }
    expect(outline(read([row])[0])).toEqual(['Q Hi < ', 'A Hello < Hi'])
    expect(read([row])[0]).toMatchObject({ title: 'Hi' })
    const root = '00000000-0000-4000-8000-000000000000'
    const tree = [say('1', 'human', 'Hi', root), say('2', 'assistant', 'Hello', '1'), say('3', 'assistant', 'Hey', '1')]
    expect(outline(read([{ name: 'x', chat_messages: tree }])[0])).toEqual(['Q Hi < ', 'A Hello < Hi', 'A Hey < Hi'])
  })

  it('keeps thoughts apart and attached texts with the question', () => {
    const [chat] = read([
      {
        name: 'x',
        chat_messages: [
          {
            uuid: '1',
            sender: 'human',
            text: 'Read this',
            attachments: [{ file_name: 'a.txt', extracted_content: 'inside' }],
          },
          say('2', 'assistant', 'Done'),
        ],
      },
    ])
    expect(chat?.messages[0]?.parts).toEqual([{ kind: 'text', text: 'Read this\n\n**a.txt**\n\ninside' }])
    expect(chat?.messages[1]?.parts[0]).toEqual({ kind: 'reasoning', text: 'hm' })
  })
})

describe('a backup of Cherry Studio', () => {
  it('takes answers of several models to one question as versions and names topics', () => {
    const assistants = JSON.stringify({ assistants: [{ topics: [{ id: 't', name: 'Two models' }] }] })
    const block = (id: string, messageId: string, content: string) => ({ id, messageId, type: 'main_text', content })
    const [chat] = read({
      version: 5,
      localStorage: { 'persist:cherry-studio': JSON.stringify({ assistants }) },
      indexedDB: {
        topics: [
          {
            id: 't',
            messages: [
              { id: 'q', role: 'user', blocks: ['b1'], createdAt: '2025-01-01T00:00:00Z' },
              { id: 'a', role: 'assistant', askId: 'q', blocks: ['b2'], model: { id: 'm1' }, foldSelected: true },
              { id: 'b', role: 'assistant', askId: 'q', blocks: ['b3'], model: { id: 'm2' } },
              { id: 'q2', role: 'user', blocks: ['b4'] },
            ],
          },
        ],
        message_blocks: [
          block('b1', 'q', 'Ask'),
          block('b2', 'a', 'One'),
          block('b3', 'b', 'Two'),
          block('b4', 'q2', 'More'),
        ],
      },
    })
    expect(chat?.title).toBe('Two models')
    expect(outline(chat)).toEqual(['Q Ask < ', 'A One < Ask', 'Q More < One', 'A Two < Ask'])
    expect(chat?.messages.map(({ modelId }) => modelId)).toEqual([null, 'm1', null, 'm2'])
  })
})

describe('an export of Chatbox', () => {
  it('reads sessions with their forks and earlier threads', () => {
    const text = (id: string, role: string, said: string) => ({
      id,
      role,
      contentParts: [{ type: 'text', text: said }],
    })
    const chats = read({
      settings: {},
      'chat-sessions-list': [{ id: 's', name: 'S' }],
      'session:s': {
        id: 's',
        name: 'S',
        messages: [
          { id: '0', role: 'system', content: 'Be kind.' },
          text('1', 'user', 'Hi'),
          text('2', 'assistant', 'Now'),
        ],
        messageForksHash: {
          '1': { position: 1, lists: [{ messages: [text('3', 'assistant', 'Before')] }, { messages: [] }] },
        },
        threads: [{ name: 'Earlier', messages: [text('9', 'user', 'Old')] }],
      },
    })
    expect(chats.map(({ title }) => title)).toEqual(['S', 'Earlier'])
    expect(outline(chats[0])).toEqual(['Q Hi < ', 'A Now < Hi', 'A Before < Hi'])
    expect(chats[0]).toMatchObject({ systemPrompt: 'Be kind.', activeLeafId: '2' })
  })
})

describe('OpenAI requests', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    { role: 'assistant', content: 'Hello' },
  ]

  it.each([
    ['one request', JSON.stringify({ model: 'gpt-4o', messages })],
    ['a list of requests', JSON.stringify([{ model: 'gpt-4o', messages }])],
    ['a line each', `${JSON.stringify({ model: 'gpt-4o', messages })}\n`],
  ])('are read: %s', (_name, text) => {
    const [chat] = readChats(text, NOW_MS)
    expect(outline(chat)).toEqual(['Q Hi < ', 'A Hello < Hi'])
    expect(chat).toMatchObject({ systemPrompt: 'Be brief.', modelId: 'gpt-4o', title: 'Hi' })
  })

  it('may be the messages alone', () => {
    expect(outline(read(messages)[0])).toEqual(['Q Hi < ', 'A Hello < Hi'])
  })
})

describe('a file that is no export', () => {
  it.each([
    ['', 'empty'],
    ['   \n', 'empty'],
    ['{"a": [1, 2', 'not JSON'],
    ['<html>', 'not JSON'],
    ['{"some": "thing"}', 'recognised'],
    ['[1, 2, 3]', 'recognised'],
    ['null', 'recognised'],
    ['{"mapping": {}}', 'no chat'],
    ['{"format": "chainhub-studio.chats", "version": 2, "chats": []}', 'newer version'],
    ['['.repeat(200_000) + ']'.repeat(200_000), ''],
  ])('%.30j is refused in words', (text, words) => {
    const attempt = (): unknown => readChats(text, NOW_MS)
    expect(attempt).toThrow(AppError)
    expect(attempt).toThrow(words)
  })

  it('never does more than refuse, whatever stands where a value is expected', () => {
    const shapes = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        tie('chatgpt'),
        tie('claude'),
        tie('chatbox'),
        tie('cherry'),
      ),
      chatgpt: fc.record({
        mapping: fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), tie('value'))),
        title: fc.jsonValue(),
      }),
      claude: fc.record({ chat_messages: fc.array(fc.oneof(fc.jsonValue(), tie('value'))), name: fc.jsonValue() }),
      chatbox: fc.record({
        'session:1': fc.record({
          messages: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
          threads: fc.jsonValue(),
        }),
      }),
      cherry: fc.record({ indexedDB: fc.record({ topics: fc.array(fc.jsonValue()), message_blocks: fc.jsonValue() }) }),
    }))
    fc.assert(
      fc.property(fc.oneof(shapes.value, fc.array(shapes.value)), (value) => {
        expect(outcomeOf(value)).toMatch(/^(chats|refused)$/)
      }),
    )
  })
})

function outcomeOf(value: unknown): string {
  try {
    return read(value).every(({ messages }) => messages.length > 0) ? 'chats' : 'an empty chat'
  } catch (error) {
    return error instanceof AppError ? 'refused' : String(error)
  }
}

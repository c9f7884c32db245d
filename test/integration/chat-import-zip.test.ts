import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ReadChatFile, readChatFile } from '@main/services/chat-import-source'
import { type ChatFileAnswer, createChatFileProcess } from '@main/services/chat-import-process'
import type { PortableChat } from '@shared/domain/portable-chat'
import { describe, expect, it } from 'vitest'
import { zip, type ZipMember } from '../fixtures/zip'

const HOOKS = ['--import', pathToFileURL('test/fault/resolve-sources.mjs').href]

/** As the program does with a utility process; here plain Node reads the sources as they are. */
const readIn = (nodeOptions: readonly string[]): ReadChatFile =>
  createChatFileProcess(() => {
    const child = fork('src/main/services/chat-import-child.ts', {
      execArgv: [...HOOKS, ...nodeOptions],
      serialization: 'advanced',
      silent: true,
    })
    return {
      post: (order) => void child.send(order),
      onAnswer: (listener) => void child.on('message', (answer) => listener(answer as ChatFileAnswer)),
      onExit: (listener) => void child.once('exit', (code) => listener(code ?? -1)),
      kill: () => void child.kill(),
    }
  })

const json = (name: string, value: unknown): ZipMember => ({ name, data: Buffer.from(JSON.stringify(value)) })

const chatGpt = (title: string, parts: readonly unknown[], attachments: readonly unknown[] = []) => ({
  title,
  create_time: 1_690_000_000,
  current_node: 'q',
  mapping: {
    q: {
      id: 'q',
      parent: null,
      message: {
        author: { role: 'user' },
        create_time: 1_690_000_000,
        content: { content_type: 'multimodal_text', parts },
        metadata: { attachments },
      },
    },
  },
})

const claude = (name: string, text: string) => ({
  uuid: name,
  name,
  created_at: '2025-01-01T00:00:00Z',
  chat_messages: [
    { uuid: 'm', sender: 'human', content: [{ type: 'text', text }], created_at: '2025-01-01T00:00:00Z' },
  ],
})

interface Read {
  readonly chats: readonly PortableChat[]
  readonly unpackFolder: string
}

async function readArchive(members: readonly ZipMember[] | Buffer, read: ReadChatFile = readChatFile): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'))
  const path = join(folder, 'export.zip')
  const unpackFolder = join(folder, 'unpacked')
  mkdirSync(unpackFolder)
  writeFileSync(path, Buffer.isBuffer(members) ? members : zip(members))
  const chats: PortableChat[] = []
  for await (const chat of read({ path, nowMs: 1, unpackFolder })) chats.push(chat)
  return { chats, unpackFolder }
}

const partsOf = ({ chats }: Read) => chats.flatMap(({ messages }) => messages.flatMap(({ parts }) => parts))

describe('an archive as the vendor sends it', () => {
  it('of ChatGPT: chats in several files, with the pictures and files that messages name', async () => {
    const picture = { content_type: 'image_asset_pointer', asset_pointer: 'file-service://file-AbCdEf123' }
    const lost = { content_type: 'image_asset_pointer', asset_pointer: 'sediment://file_0000000000gone' }
    const archive = [
      json('user.json', { id: 'user-1' }),
      json('message_feedback.json', []),
      json('conversations-001.json', [chatGpt('Later', ['And the owl?'])]),
      json('conversations-000.json', [
        chatGpt('Herons', ['Look:', picture, 'and read this', lost], [{ id: 'file-Zz99887766', name: 'plan.pdf' }]),
      ]),
      { name: 'file-AbCdEf123-heron.png', data: Buffer.from('a picture') },
      { name: 'file-AbCdEf1234-other.png', data: Buffer.from('another picture') },
      { name: 'files/file-Zz99887766-plan.pdf', data: Buffer.from('a plan') },
      { name: 'chat.html', data: Buffer.from('<html>') },
    ]
    const read = await readArchive(archive)
    expect(read.chats.map(({ title }) => title)).toEqual(['Herons', 'Later'])
    expect(partsOf(read)).toEqual([
      { kind: 'text', text: 'Look:' },
      { kind: 'file', path: '0-file-AbCdEf123-heron.png', title: 'A picture' },
      { kind: 'text', text: 'and read this' },
      { kind: 'file', path: 'file_0000000000gone', title: 'A picture' },
      { kind: 'file', path: '1-file-Zz99887766-plan.pdf', title: 'plan.pdf' },
      { kind: 'text', text: 'And the owl?' },
    ])
    expect(readdirSync(read.unpackFolder).map((name) => readFileSync(join(read.unpackFolder, name), 'utf8'))).toEqual([
      'a picture',
      'a plan',
    ])
  })

  it('of Claude: the talks, not the people and projects beside them', async () => {
    const read = await readArchive([
      json('users.json', [{ uuid: 'u', full_name: 'A' }]),
      json('projects.json', [{ uuid: 'p', name: 'Film' }]),
      json('conversations.json', [claude('Dawn', 'Wo schläft der Reiher? 東京')]),
    ])
    expect(partsOf(read)).toEqual([{ kind: 'text', text: 'Wo schläft der Reiher? 東京' }])
  })

  it('is found by what it is, whatever it is called, and its JSON under another name too', async () => {
    const read = await readArchive([json('backup/my talks.json', [claude('Dawn', 'Hello')])])
    expect(read.chats).toHaveLength(1)
  })
})

describe('an archive that is hostile or broken', () => {
  const talk = json('conversations.json', [claude('Dawn', 'Hello')])
  const bomb = { name: 'conversations.json', data: Buffer.alloc(8 * 1024 * 1024, ' ') }
  it.each<readonly [string, readonly ZipMember[] | Buffer, RegExp]>([
    ['names that lead outside', [talk, json('../../conversations.json', [])], /outside of itself/],
    ['an absolute name', [json('/etc/conversations.json', [])], /outside of itself/],
    ['a bomb', [bomb], /multiple of its size/],
    ['a size that is a lie', [{ ...talk, claimed: 10 }], /.+/],
    ['a password', [{ ...talk, isEncrypted: true }], /password/],
    ['a link in place of the chats', [{ ...talk, mode: 0o120_777 }], /no file with chats/],
    ['no chats', [json('users.json', [])], /recognised|no chat/],
    ['no JSON at all', [{ name: 'a.png', data: Buffer.from('x') }], /no file with chats/],
    ['half of itself', zip([talk]).subarray(0, 60), /damaged/],
    ['JSON that was cut off', [{ name: 'conversations.json', data: Buffer.from('[{"a":') }], /not JSON/],
  ])('%s: refused in words', async (_name, members, words) => {
    await expect(readArchive(members)).rejects.toThrow(words)
    await expect(readArchive(members)).rejects.toMatchObject({ name: 'AppError' })
  })

  it('a file in it that leads outside is unpacked nowhere', async () => {
    const evil = chatGpt(
      'Evil',
      [],
      [
        { id: '../../../etc/passwd', name: 'x' },
        { id: 'file-aaaaaa', name: 'y' },
      ],
    )
    const read = await readArchive([
      json('conversations.json', [evil]),
      { name: 'file-aaaaaa', data: Buffer.from('/etc/passwd'), mode: 0o120_777 },
    ])
    expect(readdirSync(read.unpackFolder)).toEqual([])
  })
})

describe('a process that reads', () => {
  it('hands over the same chats as reading in place, and its refusals', async () => {
    const members = [json('conversations.json', [claude('Dawn', 'Hello'), claude('Dusk', 'Bye')])]
    expect((await readArchive(members, readIn([]))).chats).toEqual((await readArchive(members)).chats)
    await expect(readArchive([json('users.json', [])], readIn([]))).rejects.toMatchObject({ code: 'unsupported-file' })
  })

  it('may run out of memory: it is said in words, and main lives on', async () => {
    const messages = Array.from({ length: 150_000 }, (_, index) => ({ role: 'user', content: [{ text: `${index}` }] }))
    const whole = Buffer.from(JSON.stringify({ model: 'gpt-4o', messages, metadata: messages }))
    await expect(readArchive(whole, readIn(['--max-old-space-size=48']))).rejects.toMatchObject({ code: 'too-large' })
  })
})

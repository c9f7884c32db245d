import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportFormat } from '@shared/domain/portable-chat'
import { type ChatsDocument, type PortableChat, type PortableMessage, tidyTree } from '@shared/domain/portable-chat'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { readChatFile } from '@main/services/chat-import-source'
import { createChatTransfer } from '@main/services/chat-transfer'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said } from './chat-harness'
import { startGateway } from './demo-harness'

const open: ChatStudio[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()))
})

/** A studio whose dialogs choose what the test says; files of the library are given by hand. */
async function openTransfer(files: ReadonlyMap<string, string> = new Map()) {
  const gateway = await startGateway()
  const studio = await openChatStudio({ origin: gateway.gateway.origin, key: gateway.gateway.demoKey })
  open.push(studio)
  const imported: string[] = []
  const chosen = { file: null as string | null, folder: mkdtempSync(join(tmpdir(), 'export-')) }
  const nextId = createUuidV7Generator({ nowMs: Date.now, fillRandom: (bytes) => void crypto.getRandomValues(bytes) })
  const transfer = createChatTransfer({
    db: studio.db,
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    events: { publish: () => undefined, publishTo: () => undefined },
    nextId,
    dialogs: {
      pickFiles: async () => (chosen.file === null ? [] : [chosen.file]),
      pickFolder: async () => chosen.folder,
    },
    defaultModelId: async () => 'default-model',
    readChatFile,
    importPaths: async (paths) =>
      paths.map((path) => {
        imported.push(path)
        return { name: path, outcome: { assetId: `asset of ${path.split('/').at(-1)}`, isNew: true, rev: 1 } }
      }),
    fileOfAsset: async (assetId) => {
      const path = files.get(assetId)
      return path === undefined ? null : { path, name: `${assetId}.png`, title: `Title of ${assetId}` }
    },
    printPage: async (folder, page) =>
      new TextEncoder().encode(`printed ${readFileSync(join(folder, page), 'utf8').length}`),
    shell: { showInFolder: () => undefined },
  })
  const importText = async (text: string, folder = mkdtempSync(join(tmpdir(), 'import-'))) => {
    chosen.file = join(folder, 'chats.json')
    writeFileSync(chosen.file, text)
    return (await transfer.importChats())?.conversationIds ?? []
  }
  const exportTo = async (conversationIds: readonly string[], format: ExportFormat): Promise<string> => {
    const summary = await transfer.exportChats({ conversationIds: [...conversationIds], format })
    return summary?.folder ?? ''
  }
  const readJson = (folder: string): ChatsDocument =>
    JSON.parse(readFileSync(join(folder, 'chats.json'), 'utf8')) as ChatsDocument
  return { studio, transfer, chosen, imported, importText, exportTo, readJson }
}

const letter = fc.constantFrom('heron', '東京', '"quoted"', '😀', '<b>', 'line\nbreak', ' ')
const messages = fc
  .array(
    fc.record({
      parent: fc.nat(),
      isRoot: fc.boolean(),
      role: fc.constantFrom('user' as const, 'assistant' as const),
      text: fc.array(letter, { minLength: 1, maxLength: 4 }).map((words) => words.join('')),
      thought: fc.option(letter),
      forkName: fc.constantFrom('', 'The dark one'),
      state: fc.constantFrom('complete' as const, 'stopped' as const, 'truncated' as const),
      modelId: fc.option(fc.constantFrom('gpt-5-mini', 'claude')),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows): readonly PortableMessage[] =>
    tidyTree(
      rows.map((row, index) => ({
        id: `m${index}`,
        parentId: row.isRoot || index === 0 ? null : `m${row.parent % index}`,
        role: row.role,
        parts: [
          ...(row.thought === null ? [] : [{ kind: 'reasoning' as const, text: row.thought }]),
          { kind: 'text' as const, text: row.text },
        ],
        state: row.state,
        modelId: row.modelId,
        usage: row.role === 'assistant' ? { inputTokens: index, outputTokens: 2, cachedTokens: 0 } : null,
        cost: row.role === 'assistant' ? { kind: 'unknown' as const, why: 'No price is known.' } : null,
        forkName: row.forkName,
        createdAtMs: 1_000 + index,
      })),
    ),
  )
const chats: fc.Arbitrary<PortableChat> = fc
  .record({
    messages,
    leaf: fc.nat(),
    title: letter,
    folder: fc.option(fc.constantFrom('Film', 'Song')),
    systemPrompt: letter,
  })
  .map(({ leaf, ...chat }) => ({
    ...chat,
    modelId: 'gpt-5-mini',
    activeLeafId: chat.messages[leaf % chat.messages.length]?.id ?? null,
    createdAtMs: 1_000,
    updatedAtMs: 2_000,
  }))

/** With ids by place, so that two chats can be compared whose ids mean the same and are others. */
function named(chat: PortableChat): PortableChat {
  const ordered = tidyTree(chat.messages)
  const names = new Map(ordered.map(({ id }, index) => [id, `${index}`]))
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null))
  return {
    ...chat,
    activeLeafId: nameOf(chat.activeLeafId),
    messages: ordered.map((message) => ({
      ...message,
      id: nameOf(message.id) ?? '',
      parentId: nameOf(message.parentId),
    })),
  }
}

const words = ({ parts }: PortableMessage): string =>
  parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('|')

/** Each message with the one it answers, in the words of both. */
function branchesOf(chat: PortableChat | undefined): readonly string[] {
  const texts = new Map(chat?.messages.map((message) => [message.id, words(message)]))
  return (chat?.messages ?? []).map((message) => `${words(message)} < ${texts.get(message.parentId ?? '') ?? ''}`)
}

const gptNode = (id: string, parent: string | null, role: string, text: string) => ({
  id,
  parent,
  message: { author: { role }, create_time: 10, content: { content_type: 'text', parts: [text] } },
})
const boxed = (id: string, role: string, text: string) => ({ id, role, contentParts: [{ type: 'text', text }] })

/** One question with two answers, the second of which is gone on from, as each program writes it. */
const TWO_BRANCHES: readonly (readonly [string, unknown])[] = [
  [
    'ChatGPT',
    [
      {
        title: 'Herons',
        current_node: 'q2',
        mapping: {
          root: { id: 'root', parent: null, message: null },
          q: gptNode('q', 'root', 'user', 'Where?'),
          a: gptNode('a', 'q', 'assistant', 'By the river.'),
          b: gptNode('b', 'q', 'assistant', 'At sea.'),
          q2: gptNode('q2', 'b', 'user', 'Why?'),
        },
      },
    ],
  ],
  [
    'Claude',
    [
      {
        name: 'Herons',
        chat_messages: [
          { uuid: 'q', sender: 'human', text: 'Where?' },
          { uuid: 'a', sender: 'assistant', text: 'By the river.', parent_message_uuid: 'q' },
          { uuid: 'b', sender: 'assistant', text: 'At sea.', parent_message_uuid: 'q' },
          { uuid: 'q2', sender: 'human', text: 'Why?', parent_message_uuid: 'b' },
        ],
      },
    ],
  ],
  [
    'Cherry Studio',
    {
      version: 5,
      localStorage: {},
      indexedDB: {
        topics: [
          {
            id: 't',
            messages: [
              { id: 'q', role: 'user', blocks: ['1'] },
              { id: 'a', role: 'assistant', askId: 'q', blocks: ['2'] },
              { id: 'b', role: 'assistant', askId: 'q', blocks: ['3'], foldSelected: true },
              { id: 'q2', role: 'user', blocks: ['4'] },
            ],
          },
        ],
        message_blocks: ['Where?', 'By the river.', 'At sea.', 'Why?'].map((content, index) => ({
          id: `${index + 1}`,
          messageId: ['q', 'a', 'b', 'q2'][index],
          type: 'main_text',
          content,
        })),
      },
    },
  ],
  [
    'Chatbox',
    {
      'chat-sessions-list': [{ id: 's', name: 'Herons' }],
      'session:s': {
        id: 's',
        name: 'Herons',
        messages: [boxed('q', 'user', 'Where?'), boxed('b', 'assistant', 'At sea.'), boxed('q2', 'user', 'Why?')],
        messageForksHash: {
          q: { position: 1, lists: [{ messages: [boxed('a', 'assistant', 'By the river.')] }, { messages: [] }] },
        },
      },
    },
  ],
]

describe('chats that leave and come back', () => {
  it.each(TWO_BRANCHES)('keep the branches that %s wrote, through the studio and back', async (_program, exported) => {
    const first = await openTransfer()
    const imported = await first.importText(JSON.stringify(exported))
    const folder = await first.exportTo(imported, 'json')
    const second = await openTransfer()
    const again = await second.importText(readFileSync(join(folder, 'chats.json'), 'utf8'))
    const [chat] = second.readJson(await second.exportTo(again, 'json')).chats
    expect(branchesOf(chat).toSorted()).toEqual([
      'At sea. < Where?',
      'By the river. < Where?',
      'Where? < ',
      'Why? < At sea.',
    ])
    const shown = chat?.messages.find(({ id }) => id === chat.activeLeafId)
    expect(shown && words(shown)).toBe('Why?')
  })

  it('are the same: every branch, name, thought, state and project', async () => {
    const { importText, exportTo, readJson } = await openTransfer()
    await fc.assert(
      fc.asyncProperty(fc.array(chats, { minLength: 1, maxLength: 3 }), async (written) => {
        const document = { format: 'chainhub-studio.chats', version: 1, exportedAtMs: 1, chats: written }
        const ids = await importText(JSON.stringify(document))
        const again = readJson(await exportTo(ids, 'json'))
        expect(again.chats.map(named)).toEqual(written.map(named))
      }),
      { numRuns: 40 },
    )
  })

  it('take their pictures with them, in every format', async () => {
    const source = join(mkdtempSync(join(tmpdir(), 'media-')), 'stored')
    writeFileSync(source, 'picture')
    const { studio, exportTo, importText, readJson, imported } = await openTransfer(new Map([['picture', source]]))
    const { id } = await studio.newChat()
    const answer = await studio.settled(await studio.send(id, 'Look at this'))
    studio.db.run('test', `UPDATE message SET parts_json = ? WHERE id = ?`, [
      JSON.stringify([
        { kind: 'text', text: 'Look at this' },
        { kind: 'asset', assetId: 'picture' },
        { kind: 'asset', assetId: 'gone' },
      ]),
      answer.parentId,
    ])
    const folders = new Map<ExportFormat, string>()
    for (const format of ['markdown', 'html', 'pdf', 'json'] as const) folders.set(format, await exportTo([id], format))
    for (const folder of folders.values())
      expect(readFileSync(join(folder, 'media/picture.png'), 'utf8')).toBe('picture')
    expect(readdirSync(folders.get('pdf') ?? '').toSorted()).toEqual(['Look at this.pdf', 'media'])
    expect(readFileSync(join(folders.get('markdown') ?? '', 'Look at this.md'), 'utf8')).toContain(
      '![Title of picture](<media/picture.png>)',
    )
    expect(readFileSync(join(folders.get('html') ?? '', 'Look at this.html'), 'utf8')).toContain(
      'src="media/picture.png"',
    )

    const json = folders.get('json') ?? ''
    expect(readJson(json).chats[0]?.messages[0]?.parts).toHaveLength(2)
    const [back] = await importText(readFileSync(join(json, 'chats.json'), 'utf8'), json)
    const detail = await studio.chat.open({ conversationId: back ?? '' })
    expect(detail.messages[0]?.parts[1]).toEqual({ kind: 'asset', assetId: 'asset of picture.png' })
    expect(imported).toHaveLength(1)
    expect(said(detail.messages[1]!)).toBe(said(answer))
  })

  it('never take a file from outside of their folder', async () => {
    const { importText, imported, studio } = await openTransfer()
    const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
    const secret = join(mkdtempSync(join(tmpdir(), 'secret-')), 'secret.png')
    writeFileSync(secret, 'secret')
    mkdirSync(join(folder, 'media'))
    symlinkSync(secret, join(folder, 'media', 'link.png'))
    const paths = ['../../etc/passwd', '/etc/passwd', secret, 'media/link.png', 'media/../../x', '..', 'media/\0']
    const [id] = await importText(
      JSON.stringify({
        format: 'chainhub-studio.chats',
        version: 1,
        chats: [
          {
            title: 'x',
            modelId: null,
            systemPrompt: '',
            folder: null,
            activeLeafId: null,
            createdAtMs: 1,
            updatedAtMs: 1,
            messages: [
              {
                id: 'm',
                parentId: null,
                role: 'user',
                parts: paths.map((path) => ({ kind: 'file', path, title: 'T' })),
                state: 'complete',
                modelId: null,
                usage: null,
                cost: null,
                forkName: '',
                createdAtMs: 1,
              },
            ],
          },
        ],
      }),
      folder,
    )
    expect(imported).toEqual([])
    expect(said((await studio.chat.open({ conversationId: id ?? '' })).messages[0]!)).toContain('*[T is not there]*')
  })

  it('overwrite nothing', async () => {
    const { studio, exportTo } = await openTransfer()
    const { id } = await studio.newChat()
    await studio.settled(await studio.send(id, '../../A: heron?'))
    const first = await exportTo([id], 'markdown')
    const second = await exportTo([id], 'markdown')
    expect(second).not.toBe(first)
    expect(readdirSync(first)).toHaveLength(1)
  })

  it('are found by their words and listed with their project', async () => {
    const { importText, studio } = await openTransfer()
    const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Where do herons sleep?' }] }
    const [id] = await importText(JSON.stringify(request))
    expect((await studio.chat.list({ search: 'herons sleep' })).map((card) => card.id)).toEqual([id])
  })

  it('are refused in words when the file is none', async () => {
    const { importText, studio } = await openTransfer()
    await expect(importText('{"a":')).rejects.toMatchObject({ code: 'unsupported-file' })
    expect(await studio.chat.list({})).toEqual([])
  })
})

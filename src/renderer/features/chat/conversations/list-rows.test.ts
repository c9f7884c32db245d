import type { ConversationCard } from '@shared/domain/chat'
import type { ChatFolder } from '@shared/domain/chat-folder'
import { describe, expect, it } from 'vitest'
import { listRows } from './list-rows'

const card = (id: string, place: Partial<ConversationCard> = {}): ConversationCard => ({
  id,
  title: id,
  modelId: 'm',
  updatedAtMs: 0,
  isStreaming: false,
  folderId: null,
  isPinned: false,
  isArchived: false,
  ...place,
})
const folder: ChatFolder = {
  id: 'film',
  title: 'Film',
  instructions: '',
  modelId: null,
  assetIds: [],
  capMicroUsd: null,
  capMode: 'stop',
}
const words = (rows: ReturnType<typeof listRows>): string =>
  rows.map((row) => (row.kind === 'heading' ? `[${row.label} ${row.count}]` : row.id)).join(' ')

describe('the rows of the list of chats', () => {
  it('are the chats alone while there is nothing to tell apart', () => {
    expect(words(listRows([card('a'), card('b')], [], {}))).toBe('a b')
    expect(words(listRows([], [], {}))).toBe('')
  })

  it('stand in sections, a project also when it is empty, archived ones closed', () => {
    const cards = [
      card('a', { isPinned: true, folderId: 'film' }),
      card('b', { folderId: 'film' }),
      card('c'),
      card('d', { isArchived: true, isPinned: true }),
    ]
    expect(words(listRows(cards, [folder], {}))).toBe('[Pinned 1] a [Film 1] b [Chats 1] c [Archived 1]')
    expect(words(listRows(cards, [folder], { archived: true, film: false }))).toBe(
      '[Pinned 1] a [Film 1] [Chats 1] c [Archived 1] d',
    )
    expect(words(listRows([], [folder], {}))).toBe('[Film 0]')
  })

  it('put a chat of a project that is gone among the others', () => {
    expect(words(listRows([card('a', { folderId: 'gone' })], [], {}))).toBe('a')
  })
})

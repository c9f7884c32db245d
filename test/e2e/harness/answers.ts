import type { Page } from 'playwright'
import type { TestGateway } from './gateway.ts'
import { call, until } from './studio-page.ts'

/** The next answer of the gateway is exactly this text, sent as server-sent events of some kilobytes each. */
export async function answerNextWith(gateway: TestGateway, text: string): Promise<void> {
  const pieces = Array.from({ length: Math.ceil(text.length / 4_000) }, (_, index) =>
    text.slice(index * 4_000, (index + 1) * 4_000),
  )
  const chunk = (delta: object, finish: string | null): string =>
    `data: ${JSON.stringify({ id: 'a', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
  await gateway.control('POST', 'faults', {
    match: { method: 'POST', pathPrefix: '/v1/chat/completions' },
    effect: {
      kind: 'body',
      contentType: 'text/event-stream',
      body: `${pieces.map((content) => chunk({ content }, null)).join('')}${chunk({}, 'stop')}data: [DONE]\n\n`,
    },
  })
}

/** Writes in the open chat and waits for the answer's end; answers with the id of its message. */
export async function ask(page: Page, text: string): Promise<string> {
  const known = new Set(await answerIds(page))
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.fill(text)
  await composer.press('Enter')
  const ids = await until(
    'an answer to end',
    () => answerIds(page),
    (all) => all.some((id) => !known.has(id)),
  )
  return ids.find((id) => !known.has(id)) ?? ''
}

async function answerIds(page: Page): Promise<readonly string[]> {
  const conversations = await call(page, 'chat.list', {})
  const ids: string[] = []
  for (const { id } of conversations) {
    const { messages } = await call(page, 'chat.open', { conversationId: id })
    ids.push(
      ...messages
        .filter(({ role, state }) => role === 'assistant' && state !== 'streaming')
        .map((message) => message.id),
    )
  }
  return ids
}

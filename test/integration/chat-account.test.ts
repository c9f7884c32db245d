import { afterEach, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio } from './chat-harness'
import { startGateway } from './demo-harness'

let studio: ChatStudio | null = null
afterEach(async () => studio?.close())

interface Told {
  readonly connections: string[]
  readonly spenders: string[]
}

async function openTellingStudio(origin: string): Promise<{ studio: ChatStudio; told: Told }> {
  const told: Told = { connections: [], spenders: [] }
  const deps = {
    reportConnection: (_: string, connection: string) => void told.connections.push(connection),
    noteSpending: (profileId: string) => void told.spenders.push(profileId),
  }
  studio = await openChatStudio({ origin, deps })
  return { studio, told }
}

async function ask(opened: ChatStudio): Promise<void> {
  const { id } = await opened.newChat()
  await opened.settled(await opened.send(id, 'A film about a heron'))
}

it('an answer says that the gateway is there and that its profile has paid', async () => {
  const { gateway } = await startGateway()
  const opened = await openTellingStudio(gateway.origin)
  await ask(opened.studio)
  expect(opened.told).toEqual({ connections: ['online'], spenders: ['profile'] })
})

it('a refused key shows in the status bar, and nothing was spent', async () => {
  const client = await startGateway()
  await client.admin('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect: { kind: 'status', status: 401 } })
  const opened = await openTellingStudio(client.gateway.origin)
  await ask(opened.studio)
  expect(opened.told).toEqual({ connections: ['unauthorized'], spenders: [] })
})

it('a gateway that is gone shows as offline', async () => {
  const opened = await openTellingStudio('http://127.0.0.1:9')
  await ask(opened.studio)
  expect(opened.told).toEqual({ connections: ['offline'], spenders: [] })
})

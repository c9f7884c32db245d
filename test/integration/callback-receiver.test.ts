import { createConnection } from 'node:net'
import { callbackPath, type CallbackServer, startCallbackServer } from '@main/gateway/callback-server'
import { createCallbackService } from '@main/services/callback'
import { SECOND_MS } from '@shared/lib/durations'
import { afterEach, describe, expect, it } from 'vitest'
import { createScriptedGateway, pending } from '../fakes/scripted-gateway'
import { addTask, createBench, openLibrary } from './tasks-harness'

const SECRET = 'a'.repeat(48)
const NOTICE = {
  task_id: '825406034503692376',
  task_status: 'succeed',
  task_result: { videos: [{ url: 'https://evil/x' }] },
}

const open: CallbackServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function listen(): Promise<{
  readonly woken: string[]
  readonly url: (path: string) => string
  readonly port: number
}> {
  const woken: string[] = []
  const server = await startCallbackServer({ port: 0, secret: SECRET, onWake: (id) => woken.push(id) })
  open.push(server)
  return { woken, url: (path) => `http://127.0.0.1:${server.port}${path}`, port: server.port }
}

const post = async (url: string, body: string): Promise<number> => (await fetch(url, { method: 'POST', body })).status

describe('the receiver of notices', () => {
  it('hears a notice under its secret path, and says nothing back', async () => {
    const { woken, url } = await listen()
    const answer = await fetch(url(callbackPath(SECRET)), { method: 'POST', body: JSON.stringify(NOTICE) })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(woken).toEqual(['825406034503692376'])
  })

  it('knows no other path and no other method', async () => {
    const { woken, url } = await listen()
    const body = JSON.stringify(NOTICE)
    for (const path of [
      '/',
      '/callback/',
      callbackPath('b'.repeat(48)),
      `${callbackPath(SECRET)}/`,
      `${callbackPath(SECRET)}?x=1`,
    ])
      expect(await post(url(path), body)).toBe(404)
    expect((await fetch(url(callbackPath(SECRET)))).status).toBe(404)
    expect(woken).toEqual([])
  })

  it.each([
    ['no JSON', '{"task_id": '],
    ['no object', '"825406034503692376"'],
    ['no number of a task', '{"task_status":"succeed"}'],
    ['a number that is no text', '{"task_id":{"$ne":1}}'],
    ['an endless number', JSON.stringify({ task_id: '1'.repeat(101) })],
    ['nothing', ''],
  ])('wakes nobody for %s', async (_, body) => {
    const { woken, url } = await listen()
    expect(await post(url(callbackPath(SECRET)), body)).toBe(400)
    expect(woken).toEqual([])
  })

  it('stops reading a huge body, announced or not', async () => {
    const { woken, url, port } = await listen()
    expect(await post(url(callbackPath(SECRET)), JSON.stringify({ ...NOTICE, more: 'x'.repeat(70_000) }))).toBe(413)
    const received = await new Promise<string>((resolve) => {
      const socket = createConnection(port, '127.0.0.1')
      let text = ''
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(text))
      socket.write(`POST ${callbackPath(SECRET)} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`)
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
      for (let index = 0; index < 8; index += 1) socket.write(chunk)
    })
    expect(received).toContain('413')
    expect(woken).toEqual([])
  })
})

describe('a notice', () => {
  it('only makes the studio ask the gateway, whatever it claims', async () => {
    const gateway = createScriptedGateway({
      submit: () => ({ kind: 'accepted', remote: { id: NOTICE.task_id } }),
      poll: () => pending(),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(SECOND_MS)
    const service = createCallbackService({
      db,
      newSecret: () => SECRET,
      startServer: async (options) => {
        const server = await startCallbackServer({ ...options, port: 0 })
        open.push(server)
        return server
      },
      checkNow: (id) => engine.checkNow(id),
    })
    expect(await service.url()).toBeNull()
    const { url } = await service.set({ isOn: true, port: 40_000, publicAddress: '' })
    const asked = gateway.polledAtMs.length
    expect(await post(url ?? '', JSON.stringify({ ...NOTICE, task_id: 'nobody' }))).toBe(204)
    expect(await post(url ?? '', JSON.stringify(NOTICE))).toBe(204)
    for (let wait = 0; wait < 100 && gateway.polledAtMs.length === asked; wait += 1) await clock.advance(10)
    expect(gateway.polledAtMs.length).toBe(asked + 1)
    expect(await view(taskId)).toMatchObject({ state: 'polling', outputs: [] })
    await service.stop()
  })

  it('is off by default, keeps its secret, and tells of a taken port', async () => {
    const db = await openLibrary()
    let secrets = 0
    const create = () =>
      createCallbackService({
        db,
        newSecret: () => `${(secrets += 1)}`.padStart(48, '0'),
        startServer: async (options) => {
          if (options.port === 4000) throw new Error('EADDRINUSE')
          const server = await startCallbackServer({ ...options, port: 0 })
          open.push(server)
          return server
        },
        checkNow: async () => undefined,
      })
    const first = create()
    await first.start()
    expect(await first.state()).toMatchObject({ isOn: false, url: null, failure: null })
    const { url } = await first.set({ isOn: true, port: 5000, publicAddress: 'https://tunnel.example/' })
    expect(url).toMatch(/^https:\/\/tunnel\.example\/callback\/\d{48}$/)
    const second = create()
    await second.start()
    expect(await second.url()).toBe(url)
    expect(await second.set({ isOn: true, port: 4000, publicAddress: '' })).toMatchObject({
      url: null,
      failure: { message: expect.stringContaining('4000') },
    })
  })
})

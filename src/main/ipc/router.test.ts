import type { Contract } from '@shared/contracts/contract'
import { route } from '@shared/contracts/contract'
import { AppError } from '@shared/domain/app-error'
import fc from 'fast-check'
import type { IpcMainInvokeEvent } from 'electron'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createRouter } from './router'

const ORIGIN = 'app://studio'

interface Forged {
  readonly url?: string
  readonly isFrame?: boolean
  readonly windowId?: number
  readonly isGone?: boolean
}

/** What Electron hands to a handler, forged as a hostile page could arrange it. */
function eventFrom({
  url = `${ORIGIN}/index.html`,
  isFrame = false,
  windowId = 7,
  isGone = false,
}: Forged = {}): IpcMainInvokeEvent {
  const event = { senderFrame: isGone ? null : { url, parent: isFrame ? {} : null }, sender: { id: windowId } }
  return event as unknown as IpcMainInvokeEvent
}

const routes: Contract = {
  'sum.add': route<number>()(z.object({ a: z.number(), b: z.number() })),
  'sum.fail': route<null>()(z.undefined()),
  'sum.surprise': route<null>()(z.undefined()),
}

const calls: unknown[] = []
const answer = createRouter({
  routes,
  gate: { origin: ORIGIN, isKnownWindow: (id) => id === 7 },
  handlers: {
    'sum.add': async (request) => {
      calls.push(request)
      return z
        .object({ a: z.number(), b: z.number() })
        .transform(({ a, b }) => a + b)
        .parse(request)
    },
    'sum.fail': async () => {
      throw new AppError({ code: 'no-key', message: 'No key is set.', nextStep: 'open-settings' })
    },
    'sum.surprise': async () => {
      throw new Error('/home/someone/secret path')
    },
  },
})

describe('the router', () => {
  it('answers a known page', async () => {
    expect(await answer(eventFrom(), 'sum.add', { a: 1, b: 2 })).toEqual({ ok: true, data: 3 })
  })

  it.each([
    ['a frame inside the page', { isFrame: true }],
    ['another origin', { url: 'https://evil.example/index.html' }],
    ['an origin that only begins like ours', { url: 'app://studio.evil/index.html' }],
    ['the media worker’s page', { url: 'app://media-worker/media-worker.html' }],
    ['a window the program did not make', { windowId: 8 }],
    ['a page that is gone', { isGone: true }],
  ])('refuses %s', async (_name, forged) => {
    calls.length = 0
    const result = await answer(eventFrom(forged), 'sum.add', { a: 1, b: 2 })
    expect(result).toMatchObject({ ok: false, error: { code: 'forbidden-sender' } })
    expect(calls).toEqual([])
  })

  it.each(['constructor', '__proto__', 'toString', 'sum.add.', '', 'sum'])('knows no route %j', async (name) => {
    expect(await answer(eventFrom(), name, {})).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  })

  it('keeps the code of an expected failure and hides the text of a surprise', async () => {
    expect(await answer(eventFrom(), 'sum.fail', undefined)).toMatchObject({
      ok: false,
      error: { code: 'no-key', nextStep: 'open-settings' },
    })
    const surprise = await answer(eventFrom(), 'sum.surprise', undefined)
    expect(surprise).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(surprise)).not.toContain('secret path')
  })

  it('refuses a payload of 100 MB before looking at its shape', async () => {
    const result = await answer(eventFrom(), 'sum.add', { a: 1, b: 2, more: 'x'.repeat(50_000_000) })
    expect(result).toMatchObject({ ok: false, error: { code: 'too-large' } })
  })

  it('never throws and never calls a handler with a wrong shape, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (name, payload) => {
        calls.length = 0
        const result = await answer(eventFrom(), name, payload)
        expect(result.ok).toBe(false)
        expect(calls).toEqual([])
      }),
    )
  })
})

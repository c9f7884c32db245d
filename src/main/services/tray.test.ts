import { describe, expect, it, vi } from 'vitest'
import { createTrayService } from './tray'

function setUp({ isAvailable = true, isWanted = false } = {}) {
  const work = { tasks: 0, answers: 0 }
  const seen: { lines: readonly string[] | null; drawn: number } = { lines: null, drawn: 0 }
  let wanted = isWanted
  const service = createTrayService({
    tray: {
      show: (lines) => {
        seen.lines = lines
        seen.drawn += 1
      },
      hide: () => {
        seen.lines = null
      },
    },
    isAvailable: async () => isAvailable,
    isWanted: async () => wanted,
    storeWanted: async (isOn) => {
      wanted = isOn
    },
    runningTaskCount: async () => work.tasks,
    comingAnswerCount: async () => work.answers,
  })
  return { service, work, seen, isWanted: () => wanted }
}

describe('the icon in the tray', () => {
  it('is not there until a person wants it, and then at each start', async () => {
    const { service, seen, isWanted } = setUp()
    await service.start()
    expect(seen.lines).toBeNull()
    expect(await service.set({ isOn: true })).toEqual({ isOn: true, isAvailable: true })
    expect(seen.lines).toEqual(['Nothing is running'])
    expect(isWanted()).toBe(true)
    const next = setUp({ isWanted: true })
    await next.service.start()
    expect(next.seen.lines).toEqual(['Nothing is running'])
    await next.service.set({ isOn: false })
    expect(next.seen.lines).toBeNull()
    expect(next.isWanted()).toBe(false)
  })

  it('is refused where no desktop would show it, so that no program runs on unreachable', async () => {
    const { service, seen, isWanted } = setUp({ isAvailable: false, isWanted: true })
    await service.start()
    expect(seen.lines).toBeNull()
    expect(await service.state()).toEqual({ isOn: false, isAvailable: false })
    await expect(service.set({ isOn: true })).rejects.toMatchObject({ code: 'not-ready' })
    expect(isWanted()).toBe(true)
  })

  it('says what runs, once for a shower of changes, and nothing more once it is gone', async () => {
    const { service, work, seen } = setUp()
    await service.set({ isOn: true })
    work.tasks = 2
    work.answers = 1
    for (let count = 0; count < 50; count += 1) service.noteWork()
    await vi.waitFor(() => expect(seen.lines).toEqual(['2 tasks running', '1 answer coming']))
    expect(seen.drawn).toBe(2)
    service.noteWork()
    service.stop()
    expect(seen.lines).toBeNull()
    service.noteWork()
    expect(seen.drawn).toBe(2)
  })
})

import { describe, expect, it } from 'vitest'
import { createQuickService } from './quick'

function setUp(takenByOthers: ReadonlySet<string>, stored: string | null = null) {
  const bound: (string | null)[] = []
  let kept = stored
  const service = createQuickService({
    events: { publish: () => undefined, publishTo: () => undefined },
    window: {
      bind: (shortcut) => {
        if (shortcut !== null && takenByOthers.has(shortcut)) return false
        bound.push(shortcut)
        return true
      },
      show: () => undefined,
      hide: () => undefined,
      focusStudio: () => undefined,
    },
    clipboard: { readText: async () => ' \n', readPicture: async () => null },
    storedShortcut: async () => kept,
    storeShortcut: async (shortcut) => {
      kept = shortcut
    },
  })
  return { service, bound, kept: () => kept }
}

describe('the quick window’s shortcut', () => {
  it('is none until one is set', async () => {
    const { service, bound } = setUp(new Set())
    await service.start()
    expect(bound).toEqual([])
    expect(await service.state()).toEqual({ shortcut: null, isTaken: false })
  })

  it('is refused when another program has it, and the one before stays', async () => {
    const { service, bound, kept } = setUp(new Set(['Alt+Space']), 'Alt+Q')
    await service.start()
    await expect(service.setShortcut({ shortcut: 'Alt+Space' })).rejects.toMatchObject({ code: 'conflict' })
    expect(kept()).toBe('Alt+Q')
    expect(bound.at(-1)).toBe('Alt+Q')
    expect(await service.state()).toEqual({ shortcut: 'Alt+Q', isTaken: false })
  })

  it('is said to be taken when another program was first at the start', async () => {
    const { service } = setUp(new Set(['Alt+Q']), 'Alt+Q')
    await service.start()
    expect(await service.state()).toEqual({ shortcut: 'Alt+Q', isTaken: true })
  })

  it('offers no empty clipboard', async () => {
    expect(await setUp(new Set()).service.clipboard()).toEqual({ text: null, hasPicture: false })
  })
})

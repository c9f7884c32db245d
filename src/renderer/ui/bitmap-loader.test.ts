import { expect, test } from 'vitest'
import { type BitmapWish, createBitmapLoader, type HeldBitmap } from './bitmap-loader'

const SIDE = 10
const BYTES = SIDE * SIDE * 4

/** A reader whose pictures come when the test says so. */
function createReader() {
  const asked: string[] = []
  const aborted: string[] = []
  const closed: string[] = []
  const pending = new Map<string, PromiseWithResolvers<HeldBitmap>>()
  return {
    asked,
    aborted,
    closed,
    read: ({ src }: BitmapWish, signal: AbortSignal): Promise<HeldBitmap> => {
      asked.push(src)
      signal.addEventListener('abort', () => aborted.push(src))
      const answer = Promise.withResolvers<HeldBitmap>()
      pending.set(src, answer)
      return answer.promise
    },
    come: async (src: string): Promise<void> => {
      pending.get(src)?.resolve({ width: SIDE, height: SIDE, close: () => closed.push(src) })
      await settle()
    },
    fail: async (src: string): Promise<void> => {
      pending.get(src)?.reject(new Error('unreadable'))
      await settle()
    },
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const nobody = (): void => undefined

function createShelf(lanes: number, kept: number) {
  const reader = createReader()
  const loader = createBitmapLoader({ read: reader.read, lanes, maxBytes: kept * BYTES })
  const drawn: string[] = []
  const broken: string[] = []
  const wish = (src: string): (() => void) =>
    loader.load(
      { src, widthPx: SIDE },
      () => drawn.push(src),
      () => broken.push(src),
    )
  return { reader, loader, drawn, broken, wish }
}

test('reads no more at a time than there are lanes, in the order of the wishes', async () => {
  const { reader, wish, drawn } = createShelf(2, 9)
  for (const src of ['a', 'b', 'c', 'd']) wish(src)
  expect(reader.asked).toEqual(['a', 'b'])
  await reader.come('b')
  expect(reader.asked).toEqual(['a', 'b', 'c'])
  await reader.come('a')
  expect(drawn).toEqual(['b', 'a'])
})

test('never reads what was taken back before its turn, and breaks off what was being read', async () => {
  const { reader, wish, drawn } = createShelf(1, 9)
  const takeBackFirst = wish('a')
  const takeBackSecond = wish('b')
  wish('c')
  takeBackSecond()
  takeBackFirst()
  expect(reader.aborted).toEqual(['a'])
  await reader.come('a')
  expect(reader.closed).toEqual(['a'])
  expect(reader.asked).toEqual(['a', 'c'])
  expect(drawn).toEqual([])
})

test('a wish that is taken back does not take away what another waits for', async () => {
  const { reader, wish, drawn } = createShelf(1, 9)
  const takeBack = wish('a')
  wish('a')
  takeBack()
  await reader.come('a')
  expect(reader.asked).toEqual(['a'])
  expect(drawn).toEqual(['a'])
})

test('a wish that comes again after it was taken back is read anew', async () => {
  const { reader, wish, drawn } = createShelf(2, 9)
  wish('a')()
  wish('a')
  expect(reader.asked).toEqual(['a', 'a'])
  await reader.come('a')
  expect(drawn).toEqual(['a'])
})

test('has what was read lately at hand at once, and closes what was used longest ago', async () => {
  const { reader, wish, drawn } = createShelf(3, 2)
  for (const src of ['a', 'b']) {
    wish(src)
    await reader.come(src)
  }
  wish('a')
  expect(drawn).toEqual(['a', 'b', 'a'])
  wish('c')
  await reader.come('c')
  expect(reader.closed).toEqual(['b'])
  expect(reader.asked).toEqual(['a', 'b', 'c'])
})

test('tells those who wait for what cannot be read, and tries again for the next', async () => {
  const { reader, wish, broken, drawn } = createShelf(1, 9)
  wish('a')
  await reader.fail('a')
  expect(broken).toEqual(['a'])
  wish('a')
  await reader.come('a')
  expect(drawn).toEqual(['a'])
})

test('the same picture in another size is another picture', () => {
  const { reader, loader } = createShelf(4, 9)
  loader.load({ src: 'a', widthPx: 10 }, nobody, nobody)
  loader.load({ src: 'a', heightPx: 10 }, nobody, nobody)
  loader.load({ src: 'a', widthPx: 20 }, nobody, nobody)
  expect(reader.asked).toHaveLength(3)
})

import type { Program } from './program.ts'

/** What one jump led to. */
export interface Jump {
  /** From the press to the first frame with every card and thumbnail in sight; null where that never came. */
  readonly elapsedMs: number | null
  readonly firstIndex: number
  readonly lastIndex: number
}

/** What a page saw since {@link startWatching}. */
export interface Watched {
  /** Tasks of more than 50 ms, longest first. */
  readonly longTasksMs: readonly number[]
  readonly mostNodes: number
  readonly mostCells: number
}

/** Notes long tasks and counts the elements of what scrolls, in whichever program. */
export async function startWatching(program: Program, selector: string): Promise<void> {
  await program.inPage(WATCH, { selector })
}

/** What was seen since, and begins anew. */
export function takeWatched(program: Program): Promise<Watched> {
  return program.inPage<Watched>('return window.benchWatch.take()')
}

const WATCH = `
  let longTasksMs = [], mostNodes = 0, mostCells = 0
  new PerformanceObserver((list) => longTasksMs.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })
  const box = document.querySelector(value.selector)
  let frames = 0
  const count = () => {
    frames += 1
    if (frames % 6 === 0) {
      mostNodes = Math.max(mostNodes, box.querySelectorAll('*').length)
      mostCells = Math.max(mostCells, box.querySelectorAll('[role="gridcell"]').length)
    }
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  window.benchWatch = { take: () => {
    const seen = { longTasksMs: longTasksMs.toSorted((left, right) => right - left), mostNodes, mostCells }
    longTasksMs = []
    return seen
  } }`

/** Turns the wheel over the middle of the window as a hand does: so many pixels each 16 ms, down and now and then up. */
export async function turnWheel(program: Program, durationMs: number, pixelsPerTurn: number): Promise<void> {
  await program.inMain(TURN_WHEEL, { durationMs, pixelsPerTurn })
}

const WINDOW = `
  const { BrowserWindow } = require('electron')
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => !webContents.getURL().includes('media-worker'))
  const { webContents } = window
  const [width, height] = window.getContentSize()
`

const TURN_WHEEL = `${WINDOW}
  const place = { x: Math.round(width / 2), y: Math.round(height / 2) }
  webContents.sendInputEvent({ type: 'mouseMove', ...place })
  const endMs = performance.now() + value.durationMs
  let turns = 0
  while (performance.now() < endMs) {
    turns += 1
    const isUp = turns % 400 > 340
    webContents.sendInputEvent({ type: 'mouseWheel', ...place, deltaX: 0, deltaY: isUp ? value.pixelsPerTurn : -value.pixelsPerTurn, canScroll: true, hasPreciseScrollingDeltas: true })
    await new Promise((done) => setTimeout(done, 16))
  }`

/** Presses the scrubber at a share of its height and waits until all in sight is there. */
export async function jumpTo(program: Program, share: number): Promise<Jump> {
  const settled = program.inPage<Jump>(SETTLE, { afterPress: true })
  // The page listens before the press is sent.
  await program.inPage('return null')
  const place = await program.inPage<{ x: number; y: number }>(SCRUBBER, { share })
  await program.inMain(PRESS, place)
  return settled
}

/** Brings one item into sight by the wheel, from wherever the scrubber has led; null where it never came. */
export function reach(program: Program, index: number): Promise<string | null> {
  return program.inPage<string | null>(REACH, { index })
}

const SCRUBBER = `
  const box = document.querySelector('[data-view="library"] [role="slider"][aria-label="Time"]').getBoundingClientRect()
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + 8 + (box.height - 16) * value.share) }`

const PRESS = `${WINDOW}
  webContents.sendInputEvent({ type: 'mouseMove', x: value.x, y: value.y })
  webContents.sendInputEvent({ type: 'mouseDown', x: value.x, y: value.y, button: 'left', clickCount: 1 })
  webContents.sendInputEvent({ type: 'mouseUp', x: value.x, y: value.y, button: 'left', clickCount: 1 })`

const IN_SIGHT = `
  const grid = document.querySelector('[data-view="library"] [role="grid"]')
  const inSight = () => {
    const view = grid.getBoundingClientRect()
    return [...grid.querySelectorAll('[role="gridcell"]')].filter((cell) => {
      const box = cell.getBoundingClientRect()
      return box.bottom > view.top && box.top < view.bottom
    })
  }
  // Drawn with something that is to be seen: the benchmarks' pictures have no holes.
  const hasPixels = (canvas) => canvas.width > 0 && canvas.getContext('2d', { willReadFrequently: true }).getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data[3] > 0
  const isThere = (cell) => {
    if (!cell.dataset.assetId) return false
    return [...cell.querySelectorAll('canvas')].every((canvas) => canvas.dataset.drawn === canvas.dataset.src && hasPixels(canvas))
  }
`

const SETTLE = `${IN_SIGHT}
  const pressedMs = await new Promise((done) => window.addEventListener('pointerdown', (event) => done(event.timeStamp), { once: true, capture: true }))
  // The first frame still shows the former place.
  await new Promise(requestAnimationFrame)
  const endMs = pressedMs + 10000
  while (performance.now() < endMs) {
    const cells = inSight()
    if (cells.length > 0 && cells.every(isThere)) {
      await new Promise(requestAnimationFrame)
      const indexes = cells.map((cell) => Number(cell.dataset.index))
      return { elapsedMs: performance.now() - pressedMs, firstIndex: Math.min(...indexes), lastIndex: Math.max(...indexes) }
    }
    await new Promise(requestAnimationFrame)
  }
  const indexes = inSight().map((cell) => Number(cell.dataset.index))
  return { elapsedMs: null, firstIndex: Math.min(...indexes), lastIndex: Math.max(...indexes) }`

/** The wheel by synthetic turns of the page's own scroll box, until the cell with that index has its card. */
const REACH = `${IN_SIGHT}
  const endMs = performance.now() + 20000
  while (performance.now() < endMs) {
    const cell = grid.querySelector('[data-index="' + value.index + '"]')
    const cells = inSight()
    if (cell && cells.includes(cell)) {
      if (cell.dataset.assetId) return cell.dataset.assetId
    } else if (cells.length > 0) {
      const first = Number(cells[0].dataset.index), last = Number(cells.at(-1).dataset.index)
      const perRow = Number(grid.getAttribute('aria-colcount'))
      const rowPx = cells[0].getBoundingClientRect().height + 4
      const rows = value.index < first ? (value.index - first) / perRow - 1 : (value.index - last) / perRow + 1
      grid.dispatchEvent(new WheelEvent('wheel', { deltaY: rows * rowPx, bubbles: true, cancelable: true })) && (grid.scrollTop += rows * rowPx)
    }
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
  }
  return null`

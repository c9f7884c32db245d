import { expect, test } from 'vitest'
import { layOutSquares } from './layout'
import { cellsWithin } from './marquee'

/** Four columns of 100 px, no gaps, a header of 20 px; six cells, then three. */
const layout = layOutSquares(
  [
    { month: '2026-02', count: 6 },
    { month: '2026-01', count: 3 },
  ],
  { widthPx: 400, minCellPx: 100, gapPx: 0, headerPx: 20 },
)

test.each([
  ['one cell', [10, 30, 20, 40], [0]],
  ['a block over two rows, dragged backwards', [150, 150, 50, 50], [0, 1, 4, 5]],
  ['over a header into the next month', [50, 200, 60, 280], [4, 6]],
  ['the room beside the last cell', [350, 150, 390, 170], []],
] as const)('touches %s', (_name, [fromX, fromY, toX, toY], expected) => {
  expect(cellsWithin(layout, { fromX, fromY, toX, toY })).toEqual(expected)
})

import { useState } from 'react'
import { isSelected, type Selection } from '../selection/selection'
import type { CardStore } from './card-store'
import { GridCell } from './grid-cell'
import type { GridLayout } from './layout'
import { monthWords } from './month-words'
import { assignSlots, NO_SLOTS } from './row-slots'
import type { GridRow } from './rows'

export interface GridRowsProps {
  readonly rows: readonly GridRow[]
  readonly layout: GridLayout
  readonly store: CardStore
  readonly originPx: number
  readonly selection: Selection
  readonly focusIndex: number
}

/** The rows in sight, each at its own place; nothing else of the grid is in the page. Elements go from row to row. */
export function GridRows({ rows, layout, store, originPx, selection, focusIndex }: GridRowsProps) {
  const [former, setFormer] = useState(NO_SLOTS)
  const slots = assignSlots(
    former,
    rows.filter(({ kind }) => kind === 'cells').map(({ key }) => key),
  )
  if (slots !== former) setFormer(slots)
  return rows.map((row) =>
    row.kind === 'header' ? (
      <div
        key={row.key}
        role="row"
        style={{ top: row.topPx + originPx }}
        className="absolute inset-x-0 flex h-8 items-center gap-2 text-13"
      >
        <span role="rowheader" className="font-semibold">
          {monthWords(row.section.month)}
        </span>
        <CountWords count={row.section.count} />
      </div>
    ) : (
      <div
        key={slots.slotOf.get(row.key)}
        role="row"
        style={{ top: row.line.topPx + originPx, height: row.line.heightPx, gap: layout.gapPx }}
        className="absolute inset-x-0 flex"
      >
        {Array.from({ length: row.line.to - row.line.from }, (_, column) => {
          const index = row.line.from + column
          const card = store.cardAt(index)
          return (
            <GridCell
              key={column}
              card={card}
              index={index}
              column={column + 1}
              widthPx={layout.boxOf(index).widthPx}
              heightPx={row.line.heightPx}
              isSelected={card !== null && isSelected(selection, card.id)}
              isTabStop={index === focusIndex}
            />
          )
        })}
      </div>
    ),
  )
}

export function CountWords({ count }: { readonly count: number }) {
  return <span className="text-12 text-muted tabular-nums">{count.toLocaleString()}</span>
}

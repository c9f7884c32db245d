import { Skeleton } from '@renderer/ui/skeleton'

const CELLS = Array.from({ length: 48 }, (_, index) => index)

/** The grid's shape while the first counts are on their way. */
export function GridSkeleton({ minCellPx }: { readonly minCellPx: number }) {
  return (
    <div role="status" aria-label="Loading the library" className="min-h-0 flex-1 overflow-hidden pr-14 pl-4">
      <div className="flex h-9 items-center">
        <Skeleton className="h-4 w-32" />
      </div>
      <div
        className="grid gap-1 pr-4"
        style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${minCellPx}px, 1fr))` }}
      >
        {CELLS.map((cell) => (
          <Skeleton key={cell} className="aspect-square" />
        ))}
      </div>
    </div>
  )
}

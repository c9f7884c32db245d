import { useNavigation, type View, VIEWS } from '@renderer/lib/navigation'
import { classNames } from '@renderer/ui/class-names'
import { Skeleton } from '@renderer/ui/skeleton'
import { Suspense, useState } from 'react'
import { ErrorBoundary } from './error-boundary'
import { titleOfView, VIEW_ELEMENTS } from './views'

/** Views that were visited stay mounted, so that scroll places, selections and forms survive a change of view. */
export function ViewHost() {
  const shown = useNavigation((state) => state.view)
  const [visited, setVisited] = useState<ReadonlySet<View>>(new Set([shown]))
  if (!visited.has(shown)) setVisited(new Set([...visited, shown]))
  return (
    <main className="relative min-h-0 min-w-0 flex-1 overflow-hidden bg-surface">
      {VIEWS.filter((view) => view === shown || visited.has(view)).map((view) => (
        <ViewSlot key={view} view={view} isShown={view === shown} />
      ))}
    </main>
  )
}

function ViewSlot({ view, isShown }: { readonly view: View; readonly isShown: boolean }) {
  return (
    <section
      aria-label={titleOfView(view)}
      inert={!isShown}
      data-view={view}
      className={classNames('absolute inset-0', !isShown && 'invisible [content-visibility:hidden]')}
    >
      <ErrorBoundary name={titleOfView(view)}>
        <Suspense fallback={<ViewSkeleton />}>{VIEW_ELEMENTS.get(view)}</Suspense>
      </ErrorBoundary>
    </section>
  )
}

function ViewSkeleton() {
  return (
    <div className="flex h-full" role="status" aria-label="Loading">
      <div className="flex w-60 flex-col gap-2 border-r border-line p-3">
        {['a', 'b', 'c', 'd', 'e'].map((row) => (
          <Skeleton key={row} className="h-7" />
        ))}
      </div>
      <div className="flex flex-1 flex-col gap-3 p-6">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-40" />
      </div>
    </div>
  )
}

import { failureOf } from '@renderer/data/studio'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { queryClient } from '@renderer/data/query-client'
import { RecoveryPanel } from '@renderer/parts/safety/recovery-panel'
import { TooltipProvider } from '@renderer/ui/tooltip'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { QueryClientProvider } from '@tanstack/react-query'
import { CSPProvider } from '@base-ui/react/csp-provider'

/** Shown instead of the studio when the main process could not open the library. */
export function StartFailure({ error }: { readonly error: unknown }) {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider delay={400} closeDelay={0}>
          <Reasons error={error} />
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  )
}

function Reasons({ error }: { readonly error: unknown }) {
  const failure = failureOf(error)
  const safety = useStudioQuery('safety.state')
  const openAgain = useStudioMutation('safety.open-again', { onFailure: () => window.location.reload() })
  const isDamaged = failure.code === 'database-damaged'
  return (
    <main className="flex h-full items-center justify-center overflow-y-auto p-8">
      <div className="my-auto w-140 max-w-full">
        <h1 className="mb-3 text-20 font-semibold">
          {isDamaged ? 'The library’s database cannot be read' : 'The studio could not start'}
        </h1>
        <FailureNotice
          failure={failure}
          {...(isDamaged ? {} : { nextStepLabel: 'Try again', onNextStep: () => openAgain.mutate(undefined) })}
          className="mb-4"
        />
        {isDamaged && safety.data ? <RecoveryPanel state={safety.data} /> : null}
      </div>
    </main>
  )
}

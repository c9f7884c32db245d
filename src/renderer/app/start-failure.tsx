import { failureOf } from '@renderer/data/studio'
import { FailureNotice } from '@renderer/ui/failure-notice'

/** Shown instead of the studio when the main process could not open the library. */
export function StartFailure({ error }: { readonly error: unknown }) {
  const failure = failureOf(error)
  return (
    <main className="flex h-full items-center justify-center p-8">
      <div className="w-120 max-w-full">
        <h1 className="mb-3 text-20 font-semibold">The studio could not start</h1>
        <FailureNotice failure={failure} nextStepLabel="Try again" onNextStep={() => window.location.reload()} />
      </div>
    </main>
  )
}

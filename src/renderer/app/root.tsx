import { CSPProvider } from '@base-ui/react/csp-provider'
import { onNotice } from '@renderer/data/notices'
import { queryClient } from '@renderer/data/query-client'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useNavigation } from '@renderer/lib/navigation'
import { showFailureToast } from './failure-toast'
import { ToastRegion } from '@renderer/ui/toast'
import { TooltipProvider } from '@renderer/ui/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ErrorBoundary } from './error-boundary'
import { FirstRun } from './first-run'
import { Shell } from './shell'
import { applyTheme } from './theme'

export function Root() {
  // Create's form ends with its price and the button that spends, in the other corner.
  const side = useNavigation(({ view }) => (view === 'create' ? 'right' : 'left'))
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider delay={400} closeDelay={0}>
          <ErrorBoundary name="The studio">
            <FirstRunOrShell />
          </ErrorBoundary>
          <ToastRegion side={side} />
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  )
}

function FirstRunOrShell() {
  const settings = useStudioQuery('studio.settings')
  const account = useStudioQuery('account.state')
  const theme = settings.data?.theme ?? 'system'
  useEffect(() => applyTheme(theme), [theme])
  useEffect(() => onNotice(showFailureToast), [])
  const hasEnvironmentKey = account.data?.profiles.some((profile) => profile.protection === 'environment') ?? false
  return settings.data?.isFirstRunDone || hasEnvironmentKey ? <Shell /> : <FirstRun />
}

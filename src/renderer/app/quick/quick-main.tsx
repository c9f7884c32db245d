import { CSPProvider } from '@base-ui/react/csp-provider'
import { connectEventEffects, refetchShown } from '@renderer/data/event-effects'
import { startStudioEvents } from '@renderer/data/events'
import { onNotice } from '@renderer/data/notices'
import { queryClient } from '@renderer/data/query-client'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { loadViewState } from '@renderer/data/view-state'
import { QuickChat } from '@renderer/features/chat'
import { ToastRegion } from '@renderer/ui/toast'
import { TooltipProvider } from '@renderer/ui/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { useCommandKeys } from '../command-keys'
import { ErrorBoundary } from '../error-boundary'
import { showFailureToast } from '../failure-toast'
import { reportError } from '../report-error'
import { applyTheme } from '../theme'

connectEventEffects()
startStudioEvents(refetchShown)
window.addEventListener('focus', refetchShown)
window.addEventListener('error', (event) => reportError(event.error))
window.addEventListener('unhandledrejection', (event) => reportError(event.reason))

function QuickRoot() {
  const theme = useStudioQuery('studio.settings').data?.theme ?? 'system'
  useEffect(() => applyTheme(theme), [theme])
  useEffect(() => onNotice(showFailureToast), [])
  useCommandKeys()
  return <QuickChat />
}

async function start(): Promise<void> {
  const [settings] = await Promise.all([request('studio.settings'), loadViewState()])
  applyTheme(settings.theme)
  createRoot(document.querySelector('#root')!).render(
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider delay={400} closeDelay={0}>
          <ErrorBoundary name="The quick window">
            <QuickRoot />
          </ErrorBoundary>
          <ToastRegion />
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>,
  )
}

start().catch(reportError)

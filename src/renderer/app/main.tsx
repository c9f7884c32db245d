import { detach } from '@renderer/data/detach'
import { connectEventEffects, loadLiveTasks, refetchShown } from '@renderer/data/event-effects'
import { startStudioEvents } from '@renderer/data/events'
import { queryClient } from '@renderer/data/query-client'
import { request } from '@renderer/data/studio'
import { studioKey } from '@renderer/data/use-studio-query'
import { loadViewState } from '@renderer/data/view-state'
import { createRoot } from 'react-dom/client'
import { preloadLastView, restoreView } from './last-view'
import { reportError } from './report-error'
import { Root } from './root'
import { StartFailure } from './start-failure'
import { applyTheme } from './theme'

connectEventEffects()
startStudioEvents(refetchShown)
window.addEventListener('focus', refetchShown)
window.addEventListener('error', (event) => reportError(event.error))
window.addEventListener('unhandledrejection', (event) => reportError(event.reason))

// Its code is read while main opens the library.
preloadLastView()

const root = createRoot(document.querySelector('#root')!)

async function start(): Promise<void> {
  const [settings, account] = await Promise.all([request('studio.settings'), request('account.state'), loadViewState()])
  // An event may have brought something newer meanwhile.
  queryClient.setQueryData(studioKey('studio.settings'), (known: unknown) => known ?? settings)
  queryClient.setQueryData(studioKey('account.state'), (known: unknown) => known ?? account)
  applyTheme(settings.theme)
  restoreView()
  detach(loadLiveTasks(), 'load running tasks')
  root.render(<Root />)
}

start().catch((error: unknown) => {
  reportError(error)
  root.render(<StartFailure error={error} />)
})

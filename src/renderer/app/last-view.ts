import { detach } from '@renderer/data/detach'
import { readViewState, writeViewState } from '@renderer/data/view-state'
import { useNavigation, type View, VIEWS } from '@renderer/lib/navigation'
import { VIEW_INFOS } from './views'

const KEY = 'app.view'

/** Opens the view of last time and from now on remembers the current one. */
export function restoreView(): void {
  const view = readViewState<string>(KEY, 'chat')
  if (isView(view)) useNavigation.setState({ view })
  localStorage.setItem(HINT, useNavigation.getState().view)
  useNavigation.subscribe((state) => {
    writeViewState(KEY, state.view)
    localStorage.setItem(HINT, state.view)
  })
}

/** A hint that can be read before main answers; what counts is the view state. */
const HINT = 'last-view'

export function preloadLastView(): void {
  const info = VIEW_INFOS.find(({ view }) => view === localStorage.getItem(HINT))
  if (info) detach(info.load(), 'read the code of the last view')
}

function isView(text: string): text is View {
  return (VIEWS as readonly string[]).includes(text)
}

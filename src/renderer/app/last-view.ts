import { readViewState, writeViewState } from '@renderer/data/view-state'
import { useNavigation, type View, VIEWS } from '@renderer/lib/navigation'

const KEY = 'app.view'

/** Opens the view of last time and from now on remembers the current one. */
export function restoreView(): void {
  const view = readViewState<string>(KEY, 'chat')
  if (isView(view)) useNavigation.setState({ view })
  useNavigation.subscribe((state) => writeViewState(KEY, state.view))
}

function isView(text: string): text is View {
  return (VIEWS as readonly string[]).includes(text)
}

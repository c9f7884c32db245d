import { useViewState } from '@renderer/data/view-state'
import { useIsNarrow } from '@renderer/lib/use-is-narrow'
import type { PaneState } from '@renderer/ui/pane-layout'

const BESIDE: PaneState = { isOpen: true, widthPx: 300 }
const OVER: PaneState = { isOpen: false, widthPx: 300 }

export interface InspectorPane {
  readonly state: PaneState
  readonly setState: (state: PaneState) => void
  readonly toggle: () => void
  readonly isNarrow: boolean
}

/** The inspector stands open beside the grid; in a narrow window it would cover it and waits to be asked for. */
export function useInspectorPane(): InspectorPane {
  const isNarrow = useIsNarrow()
  const [beside, setBeside] = useViewState('library.inspector', BESIDE)
  const [over, setOver] = useViewState('library.inspector-over', OVER)
  const state = isNarrow ? over : beside
  const setState = isNarrow ? setOver : setBeside
  return { state, setState, isNarrow, toggle: () => setState({ ...state, isOpen: !state.isOpen }) }
}

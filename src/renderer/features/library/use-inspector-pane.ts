import { useViewState } from '@renderer/data/view-state'
import { useIsNarrow } from '@renderer/lib/use-is-narrow'
import type { PaneState } from '@renderer/ui/pane-layout'

const BESIDE: PaneState = { isOpen: true, widthPx: 300 }
const OVER: PaneState = { isOpen: false, widthPx: 300 }

const PLACES: PaneState = { isOpen: true, widthPx: 216 }
const PLACES_OVER: PaneState = { isOpen: false, widthPx: 216 }

export interface InspectorPane {
  readonly state: PaneState
  readonly setState: (state: PaneState) => void
  readonly toggle: () => void
  readonly isNarrow: boolean
}

/** The inspector stands open beside the grid; in a narrow window it would cover it and waits to be asked for. */
export function useInspectorPane(): InspectorPane {
  return usePane({ key: 'library.inspector', beside: BESIDE, over: OVER })
}

/** The places to go to, left of the grid. */
export function usePlacesPane(): InspectorPane {
  return usePane({ key: 'library.places', beside: PLACES, over: PLACES_OVER })
}

interface PaneDefaults {
  readonly key: string
  readonly beside: PaneState
  readonly over: PaneState
}

function usePane(defaults: PaneDefaults): InspectorPane {
  const isNarrow = useIsNarrow()
  const [beside, setBeside] = useViewState(defaults.key, defaults.beside)
  const [over, setOver] = useViewState(`${defaults.key}-over`, defaults.over)
  const state = isNarrow ? over : beside
  const setState = isNarrow ? setOver : setBeside
  return { state, setState, isNarrow, toggle: () => setState({ ...state, isOpen: !state.isOpen }) }
}

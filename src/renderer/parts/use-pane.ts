import { useViewState } from '@renderer/data/view-state'
import { useIsNarrow } from '@renderer/lib/use-is-narrow'
import type { PaneState } from '@renderer/ui/pane-layout'

export interface SidePane {
  readonly state: PaneState
  readonly setState: (state: PaneState) => void
  readonly toggle: () => void
  readonly isNarrow: boolean
}

export interface PaneDefaults {
  /** Of the view state that remembers it. */
  readonly key: string
  /** Where it stands beside the stage. */
  readonly beside: PaneState
  /** Where it lies over the stage, because the window is narrow. */
  readonly over: PaneState
}

/** A pane of a view, remembered apart for wide and narrow windows. */
export function usePane(defaults: PaneDefaults): SidePane {
  const isNarrow = useIsNarrow()
  const [beside, setBeside] = useViewState(defaults.key, defaults.beside)
  const [over, setOver] = useViewState(`${defaults.key}-over`, defaults.over)
  const state = isNarrow ? over : beside
  const setState = isNarrow ? setOver : setBeside
  return { state, setState, isNarrow, toggle: () => setState({ ...state, isOpen: !state.isOpen }) }
}

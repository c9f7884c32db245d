import { type SidePane, usePane } from '@renderer/parts/use-pane'
import type { PaneState } from '@renderer/ui/pane-layout'

const BESIDE: PaneState = { isOpen: true, widthPx: 300 }
const OVER: PaneState = { isOpen: false, widthPx: 300 }

const PLACES: PaneState = { isOpen: true, widthPx: 216 }
const PLACES_OVER: PaneState = { isOpen: false, widthPx: 216 }

/** The inspector stands open beside the grid; in a narrow window it would cover it and waits to be asked for. */
export function useInspectorPane(): SidePane {
  return usePane({ key: 'library.inspector', beside: BESIDE, over: OVER })
}

/** The places to go to, left of the grid. */
export function usePlacesPane(): SidePane {
  return usePane({ key: 'library.places', beside: PLACES, over: PLACES_OVER })
}

import { create } from 'zustand'

interface OverlayStore {
  readonly isPaletteOpen: boolean
  readonly isShortcutSheetOpen: boolean
}

/** What lies above the views; at most one of them at a time. */
export const useOverlays = create<OverlayStore>(() => ({ isPaletteOpen: false, isShortcutSheetOpen: false }))

export const openPalette = (): void => useOverlays.setState({ isPaletteOpen: true, isShortcutSheetOpen: false })
export const openShortcutSheet = (): void => useOverlays.setState({ isPaletteOpen: false, isShortcutSheetOpen: true })
export const closeOverlays = (): void => useOverlays.setState({ isPaletteOpen: false, isShortcutSheetOpen: false })

import { create } from 'zustand'

/** A task of its own above the library. */
export type LibraryTool =
  | { readonly kind: 'export'; readonly assetIds: readonly string[] }
  | { readonly kind: 'similar'; readonly assetId: string }
  | { readonly kind: 'colour' }
  | { readonly kind: 'meaning' }
  | { readonly kind: 'duplicates' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'recent' }

export const useOpenTool = create<{ readonly tool: LibraryTool | null }>(() => ({ tool: null }))

export const openTool = (tool: LibraryTool): void => useOpenTool.setState({ tool })
export const closeTool = (): void => useOpenTool.setState({ tool: null })

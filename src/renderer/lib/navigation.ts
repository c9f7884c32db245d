import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'

/** In the order of the rail; guide and settings stand apart at its end. */
export const VIEWS = ['chat', 'storyboard', 'library', 'canvas', 'create', 'queue', 'guide', 'settings'] as const
export type View = (typeof VIEWS)[number]

export interface RecipeToRecall {
  readonly operationId: string
  readonly modelId: string
  readonly params: Readonly<Record<string, unknown>>
}

export type RecipePart = 'prompt' | 'seed' | 'size'

/** Where to go and what to show there; the only way a view reaches another. */
export type Destination =
  | {
      readonly view: 'chat'
      readonly conversationId?: string
      readonly messageId?: string
      readonly attachAssetIds?: readonly string[]
      /** A chat that begins with its first message. */
      readonly isNew?: true
      /** Opens the search over all messages. */
      readonly isSearch?: true
    }
  | { readonly view: 'storyboard'; readonly projectId?: string; readonly shotId?: string }
  | { readonly view: 'library'; readonly assetId?: string; readonly search?: string }
  | { readonly view: 'canvas'; readonly assetId?: string; readonly documentId?: string }
  | {
      readonly view: 'create'
      readonly recipe?: RecipeToRecall
      /** Of the recipe only this part, put into the form that is open. */
      readonly recipePart?: RecipePart
      /** Opens the list of models, for a recipe that is to be made with another one. */
      readonly picksModel?: boolean
      readonly referenceAssetIds?: readonly string[]
      readonly operationId?: string
      readonly modelId?: string
    }
  | { readonly view: 'queue'; readonly taskId?: string }
  | { readonly view: 'guide'; readonly section?: string }
  | { readonly view: 'settings'; readonly section?: string }

interface NavigationStore {
  readonly view: View
  /** The last destination asked for, with a number that grows, so that the same one can be asked for twice. */
  readonly request: { readonly destination: Destination; readonly number: number } | null
}

export const useNavigation = create<NavigationStore>(() => ({ view: 'chat', request: null }))

export function navigate(destination: Destination): void {
  useNavigation.setState(({ request }) => ({
    view: destination.view,
    request: { destination, number: (request?.number ?? 0) + 1 },
  }))
}

/** True while the view is on screen; hidden views stay mounted. */
export function useIsViewShown(view: View): boolean {
  return useNavigation((state) => state.view === view)
}

const handledNumbers = new Map<View, number>()

/**
 * Hands each destination of a view to it once, also one that was asked for before the view was mounted.
 * A destination without anything to show (a plain switch of view) is not handed over.
 */
export function useDestination<Name extends View>(
  view: Name,
  onArrive: (destination: Extract<Destination, { readonly view: Name }>) => void,
): void {
  const arrive = useEffectEvent(onArrive)
  const request = useNavigation((state) => (state.request?.destination.view === view ? state.request : null))
  useEffect(() => {
    if (!request || (handledNumbers.get(view) ?? 0) >= request.number) return
    handledNumbers.set(view, request.number)
    if (Object.keys(request.destination).length > 1) {
      arrive(request.destination as Extract<Destination, { readonly view: Name }>)
    }
  }, [request, view])
}

/** True for a failure's next step that is taken in the settings. */
export function leadsToSettings(step: string): boolean {
  return step === 'open-settings' || step === 'top-up'
}

/** Goes where a failure's next step leads; false when the step is the caller's own business. */
export function followNextStep(step: string): boolean {
  if (!leadsToSettings(step)) return false
  navigate({ view: 'settings', section: 'gateway' })
  return true
}

import { isMac, isTextField } from '@renderer/lib/platform'
import { matchesShortcut, parseShortcut, type Shortcut } from '@renderer/lib/shortcuts'
import type { ColourLabel } from '@shared/domain/asset'
import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { LibraryActions } from './actions/use-library-actions'

export interface KeyTargets {
  readonly root: RefObject<HTMLElement | null>
  readonly isShown: boolean
  /** In the viewer single letters recall parts of the recipe. */
  readonly isViewerOpen: boolean
  /** Keys of what is in front, the grid or the viewer; true when it took the key. */
  readonly pressFront: (event: KeyboardEvent) => boolean
  readonly actions: LibraryActions
  readonly toggleInspector: () => void
}

type Binding = readonly [shortcut: Shortcut, run: (actions: LibraryActions) => void]

const COLOURS: readonly (readonly [key: string, label: ColourLabel])[] = [
  ['6', 'red'],
  ['7', 'yellow'],
  ['8', 'green'],
  ['9', 'blue'],
]

const BINDINGS: readonly Binding[] = [
  [parseShortcut('E'), (actions) => actions.edit()],
  [parseShortcut('shift+R'), (actions) => actions.reference()],
  [parseShortcut('R'), (actions) => actions.recall()],
  [parseShortcut('T'), (actions) => actions.editTags()],
  [parseShortcut('B'), (actions) => actions.editCollections()],
  [parseShortcut('P'), (actions) => actions.mark({ pick: 1 })],
  [parseShortcut('X'), (actions) => actions.mark({ pick: -1 })],
  [parseShortcut('U'), (actions) => actions.mark({ pick: 0 })],
  [parseShortcut('M'), (actions) => actions.compare()],
  [parseShortcut('C'), (actions) => actions.cull()],
  [parseShortcut('L'), (actions) => actions.lineage()],
  [parseShortcut('S'), (actions) => actions.toggleStack()],
  [parseShortcut('shift+S'), (actions) => actions.chooseWinner()],
  [parseShortcut('mod+G'), (actions) => actions.stack()],
  [parseShortcut('mod+shift+G'), (actions) => actions.unstack()],
  [parseShortcut('mod+shift+R'), (actions) => actions.showInFolder()],
  [parseShortcut('mod+enter'), (actions) => actions.openFile()],
  [parseShortcut('mod+shift+enter'), (actions) => actions.openWith()],
  [parseShortcut('mod+alt+F'), (actions) => actions.copyFiles()],
  [parseShortcut('mod+alt+C'), (actions) => actions.copyRecipe()],
  [parseShortcut('mod+shift+C'), (actions) => actions.copyPaths()],
  [parseShortcut('mod+S'), (actions) => actions.save()],
  [parseShortcut('mod+shift+E'), (actions) => actions.exportSet()],
  [parseShortcut('delete'), (actions) => actions.remove()],
  [parseShortcut('backspace'), (actions) => actions.remove()],
  ...[0, 1, 2, 3, 4, 5].map((rating): Binding => [
    parseShortcut(String(rating)),
    (actions) => actions.mark({ rating }),
  ]),
  ...COLOURS.map(([key, label]): Binding => [parseShortcut(key), (actions) => actions.mark({ label })]),
]

/** Before the others: A all, P prompt, S seed, D size; R is with them. */
const VIEWER_BINDINGS: readonly Binding[] = [
  [parseShortcut('A'), (actions) => actions.recall()],
  [parseShortcut('P'), (actions) => actions.recallPart('prompt')],
  [parseShortcut('S'), (actions) => actions.recallPart('seed')],
  [parseShortcut('D'), (actions) => actions.recallPart('size')],
]

const COPY = parseShortcut('mod+C')
const DETAILS = parseShortcut('I')
/** Controls that need most keys for themselves. */
const OWN_KEYS = '[role="slider"],[role="radio"],[role="combobox"],[role="separator"]'
const PRESS_KEYS: ReadonlySet<string> = new Set(['Enter', ' '])

/** The library's keys, wherever in the view the keyboard is, and also when it is nowhere. */
export function useLibraryKeys(targets: KeyTargets): void {
  const { root, isShown, isViewerOpen, pressFront, actions, toggleInspector } = targets
  const pressAction = (event: KeyboardEvent): boolean => {
    if (matchesShortcut(event, DETAILS, isMac)) {
      toggleInspector()
      return true
    }
    if (matchesShortcut(event, COPY, isMac)) {
      // Words that are marked are what the person means to copy.
      if (window.getSelection()?.toString()) return false
      actions.copy()
      return true
    }
    const recalled = isViewerOpen ? VIEWER_BINDINGS : []
    const binding = [...recalled, ...BINDINGS].find(([shortcut]) => matchesShortcut(event, shortcut, isMac))
    binding?.[1](actions)
    return binding !== undefined
  }
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (!isShown || event.defaultPrevented || event.isComposing || !isOurs(event, root.current)) return
    if (pressFront(event) || pressAction(event)) event.preventDefault()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isOurs(event: KeyboardEvent, root: HTMLElement | null): boolean {
  const { target } = event
  if (!root || !(target instanceof Element)) return false
  if (target === document.body) return true
  if (!root.contains(target) || isTextField(target)) return false
  if (event.key === 'Escape') return true
  if (target.closest(OWN_KEYS)) return false
  return !(PRESS_KEYS.has(event.key) && target.closest('button'))
}

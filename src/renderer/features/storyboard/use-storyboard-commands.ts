import { type Command, useCommands } from '@renderer/lib/commands'
import { useIsViewShown } from '@renderer/lib/navigation'
import type { BoardActions } from './board-actions'
import type { Panes } from './use-panes'

export interface StoryboardCommandTargets {
  readonly actions: BoardActions | null
  readonly selectedId: string | null
  readonly isPlaying: boolean
  readonly panes: Panes
  readonly onCreate: () => void
  readonly onPlay: () => void
}

/** Storyboarder's keys, and what else the palette offers here. */
export function useStoryboardCommands(targets: StoryboardCommandTargets): void {
  const { actions, selectedId, isPlaying, panes, onCreate, onPlay } = targets
  const isShown = useIsViewShown('storyboard')
  const isBoardOpen = isShown && actions !== null && !isPlaying
  const onShot = (run: (actions: BoardActions, shotId: string) => void) => ({
    isAvailable: () => isBoardOpen && selectedId !== null,
    run: () => {
      if (actions && selectedId !== null) run(actions, selectedId)
    },
  })
  const command = (id: string, title: string, keys: string, rest: Pick<Command, 'isAvailable' | 'run'>): Command => ({
    id: `storyboard.${id}`,
    title,
    group: 'Storyboard',
    keys,
    ...rest,
  })
  const { left, right } = panes
  useCommands([
    command('new', 'New storyboard', 'mod+N', { isAvailable: () => isShown, run: onCreate }),
    command('add-after', 'New shot after the selected one', 'N', {
      isAvailable: () => isBoardOpen,
      run: () => actions?.addShot('after', selectedId),
    }),
    command('add-before', 'New shot before the selected one', 'shift+N', {
      isAvailable: () => isBoardOpen,
      run: () => actions?.addShot('before', selectedId),
    }),
    command('add-end', 'New shot at the end of the scene', '/', {
      isAvailable: () => isBoardOpen,
      run: () => actions?.addShot('end', selectedId),
    }),
    command(
      'duplicate',
      'Duplicate the selected shot',
      'D',
      onShot((board, id) => board.duplicate(id)),
    ),
    command(
      'move-left',
      'Move the selected shot left',
      'alt+left',
      onShot((board, id) => board.step(id, -1)),
    ),
    command(
      'move-right',
      'Move the selected shot right',
      'alt+right',
      onShot((board, id) => board.step(id, 1)),
    ),
    command(
      'delete',
      'Delete the selected shot',
      'delete',
      onShot((board, id) => board.removeShot(id)),
    ),
    command('play', 'Play from the selected shot', 'space', {
      isAvailable: () => isBoardOpen && selectedId !== null && !isPressable(document.activeElement),
      run: onPlay,
    }),
    command('toggle-list', 'Show or hide the list of storyboards', 'mod+B', {
      isAvailable: () => isShown,
      run: () => left.setIsOpen(!left.state.isOpen),
    }),
    command('toggle-details', 'Show or hide the shot’s details', 'mod+alt+B', {
      isAvailable: () => isShown,
      run: () => right.setIsOpen(!right.state.isOpen),
    }),
  ])
}

/** Space presses what has the focus, where that can be pressed. */
function isPressable(element: Element | null): boolean {
  return element?.matches('button, a, input, select, [role="slider"], [role="radio"], [role="option"]') === true
}

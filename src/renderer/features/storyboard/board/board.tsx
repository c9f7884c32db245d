import { readViewState, writeViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { GalleryHorizontalEnd } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import type { BoardActions } from '../board-actions'
import { takeDropWords } from '../take-drop'
import { type ArrowKey, arrowTarget } from './arrow-target'
import { SceneSection } from './scene-section'
import { numberedShots } from './shot-order'
import { useBoardDrag } from './use-board-drag'

export interface BoardProps {
  readonly board: StoryboardDetail
  readonly selectedId: string | null
  readonly actions: BoardActions
  /** Selects and puts the focus there. */
  readonly onReach: (shotId: string) => void
  readonly onSelect: (shotId: string) => void
  readonly onInspect: () => void
  readonly onPlay: (shotId: string) => void
}

const ARROWS: readonly string[] = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
] satisfies ArrowKey[]

/** All scenes with their shots; arrows walk over them, drags sort them, files dropped on them become takes. */
export function Board({ board, selectedId, actions, onReach, onSelect, onInspect, onPlay }: BoardProps) {
  const scroller = useScrollPlace(board.id)
  const { over, dragProps } = useBoardDrag(board, actions)
  const shots = numberedShots(board)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const card = event.target instanceof HTMLElement ? event.target.dataset['shotId'] : undefined
    if (card === undefined || !ARROWS.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-shot-id]')]
    const boxes = cards.map((element) => {
      const { left, top } = element.getBoundingClientRect()
      return { id: element.dataset['shotId'] ?? '', left, top }
    })
    const target = arrowTarget(boxes, card, event.key as ArrowKey)
    if (target !== null) onReach(target)
  }
  const isFileOverBoard = over?.kind === 'files' && over.shotId === null
  return (
    <div className="relative min-h-0 flex-1" {...dragProps}>
      <div ref={scroller} className="absolute inset-0 overflow-y-auto" onKeyDown={onKeyDown}>
        {shots.length === 0 ? (
          <EmptyState
            icon={<GalleryHorizontalEnd />}
            title="No shots yet"
            text="A shot is a line of what happens and how long it lasts. Give it takes when you like, or drop pictures and clips here."
            action={
              <Button variant="primary" keys="N" onClick={() => actions.addShot('end', null)}>
                New shot
              </Button>
            }
          />
        ) : (
          board.scenes.map((scene) => (
            <SceneSection
              key={scene.id}
              scene={scene}
              shots={shots.filter((entry) => entry.scene.id === scene.id)}
              {...{ selectedId, over, actions, onSelect, onInspect, onPlay }}
            />
          ))
        )}
      </div>
      {isFileOverBoard ? <FileZone text={takeDropWords(over.offer, null)} isWrong={over.offer === 'wrong'} /> : null}
    </div>
  )
}

function FileZone({ text, isWrong }: { readonly text: string; readonly isWrong: boolean }) {
  return (
    <div
      role="status"
      className={`pointer-events-none absolute inset-x-3 bottom-3 z-20 flex h-16 items-center justify-center rounded-panel border-2 border-dashed bg-surface text-15 font-medium ${
        isWrong ? 'border-danger text-danger' : 'border-accent-ink'
      }`}
    >
      {text}
    </div>
  )
}

/** Where the board was scrolled to, per storyboard, over a restart. */
function useScrollPlace(boardId: string) {
  const scroller = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const key = `storyboard.scroll.${boardId}`
    element.scrollTop = readViewState(key, 0)
    const keep = (): void => writeViewState(key, Math.round(element.scrollTop))
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
  }, [boardId])
  return scroller
}

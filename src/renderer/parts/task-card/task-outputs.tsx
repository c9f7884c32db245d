import { useStudioQuery } from '@renderer/data/use-studio-query'
import { classNames } from '@renderer/ui/class-names'
import { IconButton } from '@renderer/ui/icon-button'
import { ContextMenu, Menu, type MenuEntry } from '@renderer/ui/menu'
import type { AssetCard } from '@shared/domain/asset'
import type { TaskOutput, TaskView } from '@shared/domain/task'
import { Ellipsis } from 'lucide-react'
import { OutputActions, type QuickAction } from './output-actions'
import { OutputCell } from './output-cell'

export interface TaskOutputsProps {
  readonly task: TaskView
  /** Shown over a result while the pointer is there or the focus inside. */
  readonly quickActions: (assetId: string) => readonly QuickAction[]
  /** The context menu of a result. */
  readonly menu: (assetId: string) => readonly MenuEntry[]
  readonly onOpen: (assetId: string) => void
}

/** Everything a task brought: pictures and clips in a box of one shape, sounds as players, texts to read. */
export function TaskOutputs(props: TaskOutputsProps) {
  const stored = props.task.outputs.filter((output) => output.assetId !== null)
  const assetIds = stored.map((output) => output.assetId ?? '')
  const { data } = useStudioQuery(
    'library.cards',
    { assetIds },
    { isEnabled: assetIds.length > 0, keepsPrevious: true },
  )
  const isFlat = stored.every(({ media }) => media === 'audio' || media === 'text')
  return (
    <div
      className={
        isFlat
          ? 'flex min-h-40 flex-1 flex-col justify-center'
          : classNames('grid aspect-[4/3] gap-px bg-stage', columnsOf(stored.length))
      }
    >
      {stored.map((output, index) => (
        <Cell
          key={output.id}
          {...props}
          output={output}
          assetId={output.assetId ?? ''}
          card={data?.find(({ id }) => id === output.assetId) ?? null}
          label={stored.length > 1 ? `${props.task.prompt}, ${index + 1} of ${stored.length}` : props.task.prompt}
        />
      ))}
    </div>
  )
}

function columnsOf(count: number): string {
  if (count === 1) return 'grid-cols-1 grid-rows-1'
  return count > 4 ? 'auto-rows-fr grid-cols-3' : 'auto-rows-fr grid-cols-2'
}

interface CellProps extends TaskOutputsProps {
  readonly output: TaskOutput
  readonly assetId: string
  readonly card: AssetCard | null
  readonly label: string
}

const BOXES: Readonly<Record<TaskOutput['media'], string>> = {
  image: 'min-h-0 min-w-0',
  video: 'min-h-0 min-w-0',
  audio: 'flex items-center gap-1 p-3',
  text: 'min-h-40 max-h-80 flex-1 overflow-hidden border-b border-line last:border-b-0',
}

function Cell({ output, assetId, card, label, quickActions, menu, onOpen }: CellProps) {
  const content = <OutputCell assetId={assetId} media={output.media} card={card} label={label} />
  const isPicture = output.media === 'image' || output.media === 'video'
  return (
    // The card around has a menu of its own, which must not open too.
    <div className="contents" onContextMenu={(event) => event.stopPropagation()}>
      <ContextMenu entries={menu(assetId)}>
        <div data-asset-id={assetId} className={classNames('group/cell relative', BOXES[output.media])}>
          {isPicture ? (
            <button
              type="button"
              tabIndex={-1}
              aria-label="Open in the library"
              data-quick-look={assetId}
              onClick={() => onOpen(assetId)}
              className="absolute inset-0 block size-full"
            >
              {content}
            </button>
          ) : (
            content
          )}
          {output.media === 'audio' ? (
            <Menu
              align="end"
              trigger={<IconButton label="More actions" icon={<Ellipsis />} />}
              entries={menu(assetId)}
            />
          ) : (
            <div className="absolute top-1.5 right-1.5 opacity-0 group-focus-within/cell:opacity-100 group-hover/cell:opacity-100 has-data-popup-open:opacity-100">
              <OutputActions quick={quickActions(assetId)} menu={menu(assetId)} />
            </div>
          )}
        </div>
      </ContextMenu>
    </div>
  )
}

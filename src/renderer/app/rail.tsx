import { navigate, useNavigation } from '@renderer/lib/navigation'
import { classNames } from '@renderer/ui/class-names'
import { Tooltip } from '@renderer/ui/tooltip'
import { VIEW_INFOS, type ViewInfo } from './views'

/** The way between the views; guide and settings stand apart at the bottom. */
export function Rail() {
  return (
    <nav
      aria-label="Views"
      className="flex w-14 shrink-0 flex-col items-center gap-1 border-r border-line bg-window py-2"
    >
      {VIEW_INFOS.filter((info) => info.isApart !== true).map((info) => (
        <RailButton key={info.view} info={info} />
      ))}
      <div className="flex-1" />
      {VIEW_INFOS.filter((info) => info.isApart === true).map((info) => (
        <RailButton key={info.view} info={info} />
      ))}
    </nav>
  )
}

function RailButton({ info }: { readonly info: ViewInfo }) {
  const isShown = useNavigation((state) => state.view === info.view)
  const Icon = info.icon
  return (
    <Tooltip label={info.title} keys={info.keys} side="right">
      <button
        type="button"
        aria-label={info.title}
        aria-current={isShown ? 'page' : undefined}
        onClick={() => navigate({ view: info.view })}
        onPointerEnter={() => void info.load()}
        className={classNames(
          'flex size-10 items-center justify-center rounded-control transition-colors active:bg-pressed',
          isShown ? 'bg-selected text-accent-ink' : 'text-muted hover:bg-hover hover:text-ink',
        )}
      >
        <Icon className="size-5 stroke-[1.75]" />
      </button>
    </Tooltip>
  )
}

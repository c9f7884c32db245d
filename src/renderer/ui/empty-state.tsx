import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface EmptyStateProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: ReactNode
  /** The one thing to do here. */
  readonly action?: ReactNode
  readonly secondaryAction?: ReactNode
  readonly className?: string
}

/** What a view is for, shown while it holds nothing. */
export function EmptyState({ icon, title, text, action, secondaryAction, className }: EmptyStateProps) {
  return (
    <div className={classNames('flex h-full flex-col items-center justify-center gap-3 p-8 text-center', className)}>
      <div className="text-muted [&_svg]:size-8 [&_svg]:stroke-[1.25]">{icon}</div>
      <h2 className="text-15 font-semibold">{title}</h2>
      <p className="max-w-96 text-13 text-balance text-muted">{text}</p>
      {action || secondaryAction ? (
        <div className="mt-2 flex items-center gap-2">
          {action}
          {secondaryAction}
        </div>
      ) : null}
    </div>
  )
}

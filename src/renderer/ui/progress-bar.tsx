import { classNames } from './class-names'

export interface ProgressBarProps {
  /** 0 to 1, or null while nobody knows. */
  readonly value: number | null
  readonly label: string
  readonly className?: string
}

/** A thin bar; the honest words beside it are the caller's. */
export function ProgressBar({ value, label, className }: ProgressBarProps) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classNames('h-1 w-full overflow-hidden rounded-full bg-pressed', className)}
    >
      {percent === undefined ? (
        <div className="h-full w-2/7 animate-sweep rounded-full bg-muted forced-colors:bg-[CanvasText]" />
      ) : (
        <div
          className="h-full rounded-full bg-ink transition-[width] forced-colors:bg-[CanvasText]"
          style={{ width: `${percent}%` }}
        />
      )}
    </div>
  )
}

import type { ReactNode } from 'react'

interface CardProps {
  readonly title: string
  readonly text: ReactNode
  readonly action: ReactNode
  readonly children: ReactNode
}

/** One matter of the settings: what it is, what can be done, and how it stands. */
export function Card({ title, text, action, children }: CardProps) {
  return (
    <section className="rounded-panel border border-line bg-raised px-4 py-3">
      <div className="flex items-start justify-between gap-6">
        <div className="min-w-0">
          <h3 className="text-13 font-medium">{title}</h3>
          <p className="mt-0.5 text-12 wrap-anywhere text-muted">{text}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}

/** A further choice of the same matter. */
export function Line({
  label,
  text,
  children,
}: {
  readonly label: string
  readonly text: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="mt-2 flex items-center justify-between gap-4 border-t border-line pt-2">
      <div className="min-w-0">
        <div className="text-13">{label}</div>
        <div className="text-12 wrap-anywhere text-muted">{text}</div>
      </div>
      <div className="flex shrink-0 gap-1">{children}</div>
    </div>
  )
}

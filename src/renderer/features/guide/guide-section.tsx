import type { ReactNode } from 'react'

export interface GuideSectionProps {
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

/** A page of the guide: what it is about, then what there is to see and do. */
export function GuideSection({ title, text, children }: GuideSectionProps) {
  return (
    <section aria-label={title}>
      <h2 className="text-20 font-semibold">{title}</h2>
      <p className="mt-1 mb-5 max-w-160 text-13 text-muted">{text}</p>
      {children}
    </section>
  )
}

export interface AdviceProps {
  readonly title: string
  readonly children: ReactNode
  /** The button that goes to the place. */
  readonly action?: ReactNode
}

/** One piece of advice with the way to where it is followed. */
export function Advice({ title, children, action }: AdviceProps) {
  return (
    <li className="flex items-start justify-between gap-6 border-b border-line py-3 last:border-b-0">
      <div className="min-w-0">
        <div className="text-13 font-medium">{title}</div>
        <div className="mt-0.5 text-13 text-muted">{children}</div>
      </div>
      {action}
    </li>
  )
}

export function AdviceList({ children }: { readonly children: ReactNode }) {
  return <ul className="rounded-panel border border-line bg-raised px-4">{children}</ul>
}

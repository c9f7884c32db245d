import type { ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  readonly text?: ReactNode
  /** The section's one action, at the right of its title. */
  readonly action?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, text, action, children }: SectionProps) {
  return (
    <section className="mb-8">
      <div className="mb-3 flex items-end justify-between gap-4">
        <div>
          <h2 className="text-15 font-semibold">{title}</h2>
          {text ? <p className="mt-0.5 text-13 text-muted">{text}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}

export interface SettingRowProps {
  readonly label: string
  readonly help?: ReactNode
  readonly children: ReactNode
}

/** Words left, control right. */
export function SettingRow({ label, help, children }: SettingRowProps) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-6 border-b border-line py-2 last:border-b-0">
      <div className="min-w-0">
        <div className="text-13">{label}</div>
        {help ? <div className="text-12 wrap-anywhere text-muted">{help}</div> : null}
      </div>
      <div className="shrink-0">{children}</div>
    </div>
  )
}

export function SettingCard({ children }: { readonly children: ReactNode }) {
  return <div className="rounded-panel border border-line bg-raised px-4 py-1">{children}</div>
}

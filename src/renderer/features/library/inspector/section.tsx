import { Fragment, type ReactNode } from 'react'

export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="border-t border-line px-4 py-3">
      <div className="mb-2 flex h-5 items-center justify-between">
        <h3 className="text-12 font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}

export interface Fact {
  readonly name: string
  readonly value: ReactNode
}

/** Names and values in two columns; the values can be copied. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(72px,auto)_1fr] gap-x-3 gap-y-1 text-12">
      {facts.map(({ name, value }) => (
        <Fragment key={name}>
          <dt className="text-muted">{name}</dt>
          <dd data-selectable className="min-w-0 wrap-anywhere">
            {value}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

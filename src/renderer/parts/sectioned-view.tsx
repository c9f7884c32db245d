import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { classNames } from '@renderer/ui/class-names'
import type { ReactNode } from 'react'

export interface ViewSection {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly content: ReactNode
}

export interface SectionedViewProps {
  readonly title: string
  readonly sections: readonly ViewSection[]
  /** An unknown id shows the first section. */
  readonly sectionId: string
  readonly onSectionChange: (sectionId: string) => void
}

/** A view of pages that are read one at a time: their names on the left, the chosen one beside them. */
export function SectionedView({ title, sections, sectionId, onSectionChange }: SectionedViewProps) {
  const shown = sections.find((section) => section.id === sectionId) ?? sections[0]
  const roving = useRovingFocus(sections, onSectionChange)
  return (
    <div className="flex h-full">
      <nav
        {...roving.listProps}
        aria-label={title}
        className="flex w-52 shrink-0 flex-col gap-0.5 border-r border-line p-3"
      >
        <h1 className="px-2 pb-2 text-15 font-semibold">{title}</h1>
        {sections.map((section) => (
          <button
            key={section.id}
            type="button"
            {...roving.itemProps(section.id)}
            aria-current={section === shown}
            onClick={() => onSectionChange(section.id)}
            className={classNames(
              'flex h-8 items-center gap-2 rounded-control px-2 text-13 [&_svg]:size-4 [&_svg]:text-muted',
              section === shown ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            {section.icon}
            {section.label}
          </button>
        ))}
      </nav>
      <div key={shown?.id} className="min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-190 px-6 py-6">{shown?.content}</div>
      </div>
    </div>
  )
}

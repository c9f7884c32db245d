import { useViewState } from '@renderer/data/view-state'
import { useDestination } from '@renderer/lib/navigation'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { classNames } from '@renderer/ui/class-names'
import { BookOpen, CircleDollarSign, Code, ListTree, Rocket, ShieldCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { ErrorsSection } from './errors-section'
import { ExamplesSection } from './examples-section'
import { GuidelinesSection } from './guidelines-section'
import { PagesSection } from './pages-section'
import { PricesSection } from './prices-section'
import { PythonSection } from './python-section'
import { QuickStartSection } from './quick-start-section'

interface GuideSectionInfo {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly content: ReactNode
}

const SECTIONS: readonly GuideSectionInfo[] = [
  { id: 'quick-start', label: 'Quick start', icon: <Rocket />, content: <QuickStartSection /> },
  { id: 'guidelines', label: 'Guidelines', icon: <ShieldCheck />, content: <GuidelinesSection /> },
  { id: 'examples', label: 'Examples', icon: <BookOpen />, content: <ExamplesSection /> },
  { id: 'prices', label: 'Prices', icon: <CircleDollarSign />, content: <PricesSection /> },
  { id: 'errors', label: 'Error codes', icon: <TriangleAlert />, content: <ErrorsSection /> },
  { id: 'python', label: 'Python', icon: <Code />, content: <PythonSection /> },
  { id: 'pages', label: 'All pages', icon: <ListTree />, content: <PagesSection /> },
]

/** ChainHub's documentation, with the way to the place in the studio that does what each page says. */
export function GuideView() {
  const [sectionId, setSectionId] = useViewState('guide.section', 'quick-start')
  const shown = SECTIONS.find((section) => section.id === sectionId) ?? SECTIONS[0]
  const roving = useRovingFocus(SECTIONS, setSectionId)
  useDestination('guide', ({ section }) => section && setSectionId(section))
  return (
    <div className="flex h-full">
      <nav
        {...roving.listProps}
        aria-label="Guide"
        className="flex w-52 shrink-0 flex-col gap-0.5 border-r border-line p-3"
      >
        <h1 className="px-2 pb-2 text-15 font-semibold">Guide</h1>
        {SECTIONS.map((section) => (
          <button
            key={section.id}
            type="button"
            {...roving.itemProps(section.id)}
            aria-current={section === shown}
            onClick={() => setSectionId(section.id)}
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
        <div className="mx-auto w-full max-w-200 px-6 py-6">{shown?.content}</div>
      </div>
    </div>
  )
}

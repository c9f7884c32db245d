import { useViewState } from '@renderer/data/view-state'
import { useDestination } from '@renderer/lib/navigation'
import { SectionedView, type ViewSection } from '@renderer/parts/sectioned-view'
import { BookOpen, CircleDollarSign, Code, ListTree, Rocket, ShieldCheck, TriangleAlert } from 'lucide-react'
import { ErrorsSection } from './errors-section'
import { ExamplesSection } from './examples-section'
import { GuidelinesSection } from './guidelines-section'
import { PagesSection } from './pages-section'
import { PricesSection } from './prices-section'
import { PythonSection } from './python-section'
import { QuickStartSection } from './quick-start-section'

const SECTIONS: readonly ViewSection[] = [
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
  useDestination('guide', ({ section }) => section && setSectionId(section))
  return <SectionedView title="Guide" sections={SECTIONS} sectionId={sectionId} onSectionChange={setSectionId} />
}

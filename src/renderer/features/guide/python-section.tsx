import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { Select } from '@renderer/ui/select'
import { showToast } from '@renderer/ui/toast'
import { PYTHON_PAGES } from '@shared/catalog/documentation/python-pages'
import { Copy } from 'lucide-react'
import { GuideSection } from './guide-section'

const CHAINHUB = 'https://api.chainhub.tech'

export function PythonSection() {
  const [row, setRow] = useViewState('guide.python', 'D242')
  const page = PYTHON_PAGES.find((candidate) => candidate.row === row) ?? PYTHON_PAGES[0]
  const account = useStudioQuery('account.state')
  const active = account.data?.profiles.find(({ isActive, isDemo }) => isActive && !isDemo)
  if (!page) return null
  const code = page.code(active?.baseUrl ?? CHAINHUB)
  const copy = async (): Promise<void> => {
    await request('studio.copy-text', { text: code })
    showToast({ title: 'Program copied', description: 'The key is an environment variable in it.', tone: 'success' })
  }
  return (
    <GuideSection
      title="Python"
      text="Whole programs that run as they are. The key comes from the environment variable CHAINHUB_API_KEY and never stands in the code. Any request of Create and any chat can be copied as code as well, from its own menu."
    >
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <Select
          aria-label="Program"
          value={page.row}
          onValueChange={setRow}
          options={PYTHON_PAGES.map(({ row: value, title }) => ({ value, label: title }))}
          className="w-80!"
        />
        <span className="flex-1" />
        <Button variant="primary" icon={<Copy />} onClick={() => detach(copy(), 'copy a program')}>
          Copy the program
        </Button>
      </div>
      <p className="text-13">{page.summary}</p>
      <p className="mt-1 mb-3 text-12 text-muted">
        <Needs packages={page.packages} files={page.files} />
      </p>
      <pre
        data-selectable
        tabIndex={0}
        aria-label={`Python: ${page.title}`}
        className="overflow-x-auto rounded-panel border border-line bg-window p-4 font-mono text-12"
      >
        {code}
      </pre>
    </GuideSection>
  )
}

function Needs({ packages, files }: { readonly packages: readonly string[]; readonly files: readonly string[] }) {
  return (
    <>
      Install first: <code className="font-mono">pip install {packages.join(' ')}</code>
      {files.length === 0 ? null : <> · Put {files.join(' and ')} beside it</>}
    </>
  )
}

import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { formatDateTime } from '@renderer/lib/format-time'
import { navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import type { CheckedItem, IntegrityReport } from '@shared/domain/safety'
import { CircleCheck, FileQuestion, FileWarning, FileX } from 'lucide-react'
import type { ReactNode } from 'react'

/** What the last check found, with what can be done about it. */
export function CheckReport({ report }: { readonly report: IntegrityReport | null }) {
  const takeIn = useStudioMutation('safety.take-in-orphans')
  if (!report) return null
  const isGood = report.missing.length + report.changed.length + report.orphaned === 0
  return (
    <div className="mt-2 border-t border-line pt-2 text-13" role="status">
      <p className="text-12 text-muted">
        {formatDateTime(report.finishedAtMs)}: {report.checked.toLocaleString()} files were read.
      </p>
      {isGood ? (
        <Finding icon={<CircleCheck className="text-success" />} text="Every file is there and as it was stored." />
      ) : null}
      {report.missing.length > 0 ? (
        <Finding
          icon={<FileX className="text-danger" />}
          text={`Missing: ${report.missing.length.toLocaleString()}. Drop a copy into the library and it takes its place again.`}
          items={report.missing}
        />
      ) : null}
      {report.changed.length > 0 ? (
        <Finding
          icon={<FileWarning className="text-warning" />}
          text={`Changed outside the studio or damaged: ${report.changed.length.toLocaleString()}.`}
          items={report.changed}
        />
      ) : null}
      {report.orphaned > 0 ? (
        <Finding
          icon={<FileQuestion className="text-muted" />}
          text={`Belonging to no item: ${report.orphaned.toLocaleString()}.`}
        >
          <Button size="small" onClick={() => takeIn.mutate(undefined)}>
            Take them in
          </Button>
        </Finding>
      ) : null}
    </div>
  )
}

interface FindingProps {
  readonly icon: ReactNode
  readonly text: string
  readonly items?: readonly CheckedItem[]
  readonly children?: ReactNode
}

const SHOWN = 5

function Finding({ icon, text, items = [], children }: FindingProps) {
  return (
    <div className="mt-1.5 flex items-start gap-2 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
      {icon}
      <div className="min-w-0 flex-1">
        {text}
        <ul className="text-12">
          {items.slice(0, SHOWN).map((item) => (
            <li key={item.assetId}>
              <button
                type="button"
                onClick={() => navigate({ view: 'library', assetId: item.assetId })}
                className="max-w-full truncate rounded-control text-muted underline hover:text-ink"
              >
                {item.title || 'Untitled'}
              </button>
            </li>
          ))}
          {items.length > SHOWN ? <li className="text-muted">and {items.length - SHOWN} more</li> : null}
        </ul>
      </div>
      {children}
    </div>
  )
}

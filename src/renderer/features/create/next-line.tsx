import { describePrice } from '@renderer/lib/format-money'
import { findOperation } from '@shared/catalog/operations'
import type { AnnouncedStep } from '@shared/domain/continuation'
import { ArrowRight } from 'lucide-react'

/** The step that was ordered together with a run. */
export function NextLine({ next }: { readonly next: AnnouncedStep }) {
  const title = findOperation(next.operationId)?.title ?? next.operationId
  return (
    <p className="flex min-w-0 items-center gap-1.5 px-3 pb-2.5 text-12 text-muted">
      <ArrowRight aria-hidden className="size-3.5 shrink-0" />
      <span className={next.state === 'failed' ? 'min-w-0 text-danger' : 'min-w-0 truncate'}>
        {wordsOf(next, title)}
      </span>
    </p>
  )
}

function wordsOf({ state, estimate, failure }: AnnouncedStep, title: string): string {
  if (state === 'sent') return `Then sent: ${title}`
  if (state === 'failed') return `Not sent: ${title}. ${failure?.message ?? ''}`
  return `Then: ${title} · ${describePrice(estimate).text}`
}

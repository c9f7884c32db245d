import type { Readiness } from '@renderer/parts/operation-form/use-readiness'
import { Button } from '@renderer/ui/button'
import { findOperation } from '@shared/catalog/operations'
import { ListPlus } from 'lucide-react'
import { useState } from 'react'
import type { FormContents } from '../form-switch'
import type { Run } from '../use-runs'
import { ThenDialog } from './then-dialog'

export interface ThenButtonProps {
  readonly form: FormContents
  readonly readiness: Readiness
  readonly onRun: (run: Run) => void
}

/** For operations whose result another one takes: both are ordered in one go. */
export function ThenButton({ form, readiness, onRun }: ThenButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { leadsTo } = form.spec
  const spec = leadsTo && findOperation(leadsTo.operationId)
  if (!leadsTo || !spec) return null
  return (
    <>
      <Button
        icon={<ListPlus />}
        disabledReasons={readiness.reasons.map(({ message }) => message)}
        onClick={() => setIsOpen(true)}
      >
        {leadsTo.label}…
      </Button>
      {isOpen ? (
        <ThenDialog
          first={form}
          firstPrice={readiness.price}
          spec={spec}
          leadsTo={leadsTo}
          onRun={onRun}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  )
}

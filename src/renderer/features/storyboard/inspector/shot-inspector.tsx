import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { mergeTasks } from '@renderer/data/tasks'
import { followNextStep, navigate } from '@renderer/lib/navigation'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { TextArea } from '@renderer/ui/text-area'
import type { Shot, StoryboardDetail } from '@shared/domain/storyboard'
import type { KeyboardEvent, ReactNode } from 'react'
import type { BoardActions } from '../board-actions'
import type { NumberedShot } from '../board/shot-order'
import { ShotSeconds } from '../board/shot-seconds'
import { draftShot, saveShot, useShotWords } from '../shot-drafts'
import { useFailedTask } from '../use-shot-tasks'
import { GenerateTake } from './generate-take'
import { LengthNote } from './length-note'
import { TakeSettings } from './take-settings'
import { TakesStrip } from './takes-strip'
import { useTakeForm } from './use-take-form'

export interface ShotInspectorProps {
  readonly board: StoryboardDetail
  readonly entry: NumberedShot
  readonly actions: BoardActions
}

/** Everything of the selected shot: its takes, its words, and how the next take is made. */
export function ShotInspector({ board, entry, actions }: ShotInspectorProps) {
  const { shot, number, scene } = entry
  const form = useTakeForm(board, shot)
  const onKeyDown = (event: KeyboardEvent): void => {
    const isInTakes = event.target instanceof HTMLElement && event.target.role === 'option'
    const take = isInTakes && /^[1-9]$/.test(event.key) ? shot.takes[Number(event.key) - 1] : undefined
    if (!take || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    actions.chooseTake(shot.id, take.id)
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <header className="flex items-baseline gap-2 px-4 pt-3">
          <h2 className="text-15 font-semibold">Shot {number}</h2>
          <span className="truncate text-12 text-muted">{scene.title}</span>
        </header>
        <Section>
          <ShotWordsFields shot={shot} number={number} />
        </Section>
        <Section title="Takes" aside={shot.takes.length > 1 ? 'press 1–9 on the card to choose' : undefined}>
          <FailedTake shot={shot} />
          <TakesStrip entry={entry} actions={actions} />
        </Section>
        <Section title="Generate a take">
          <TakeSettings form={form} number={number} />
        </Section>
      </div>
      <GenerateTake entry={entry} form={form} />
    </div>
  )
}

interface SectionProps {
  readonly title?: string
  readonly aside?: string | undefined
  readonly children: ReactNode
}

function Section({ title, aside, children }: SectionProps) {
  return (
    <section className="flex flex-col gap-2 border-b border-line px-4 py-3 last:border-b-0">
      {title ? (
        <div className="flex items-baseline justify-between gap-2">
          <h3 className="text-12 font-medium">{title}</h3>
          {aside ? <span className="text-11 text-muted">{aside}</span> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}

function ShotWordsFields({ shot, number }: { readonly shot: Shot; readonly number: number }) {
  const { text } = useShotWords(shot)
  return (
    <>
      <Field label="What happens">
        <TextArea
          value={text}
          onValueChange={(next) => draftShot(shot.id, { text: next })}
          onBlur={() => void saveShot(shot.id)}
          spellCheck
          placeholder="What happens in this shot?"
          className="max-h-60 min-h-16"
        />
      </Field>
      <div className="flex items-center gap-2 text-12">
        <span className="font-medium">Lasts</span>
        <ShotSeconds shot={shot} number={number} className="w-18" isLarge />
        <span className="text-muted">seconds</span>
      </div>
      <LengthNote shot={shot} />
    </>
  )
}

function FailedTake({ shot }: { readonly shot: Shot }) {
  const task = useFailedTask(shot)
  if (!task?.failure) return null
  const { id } = task
  const follow = (step: string): void => {
    if (followNextStep(step)) return
    if (step !== 'retry' && step !== 'wait') return navigate({ view: 'queue', taskId: id })
    detach(
      request('task.retry', { taskId: id, clientRequestId: crypto.randomUUID() }).then((retry) => mergeTasks([retry])),
      'try a take again',
    )
  }
  return <FailureNotice failure={task.failure} onNextStep={follow} />
}

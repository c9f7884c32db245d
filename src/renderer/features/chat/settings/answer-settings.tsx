import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import type { ChatModelFacts, ThinkingKind } from '@shared/catalog/chat/chat-models'
import type { ThinkingChoice, ThinkingEffort } from '@shared/domain/chat-settings'
import type { ChatSettingsControl } from './chat-settings-control'
import { NumberRow, SwitchRow } from './setting-parts'

const EFFORT_WORDS: Readonly<Record<ThinkingEffort, string>> = {
  none: 'None',
  minimal: 'Minimal',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  xhigh: 'Very high',
  max: 'Maximum',
}

/** What most people change: how freely, how long and how hard the model thinks, and whether it may search. */
export function AnswerSettings({ settings, change, facts }: ChatSettingsControl & { readonly facts: ChatModelFacts }) {
  return (
    <section aria-label="Answers" className="flex flex-col gap-4">
      {facts.takesSampling ? (
        <NumberRow
          label="Temperature"
          help="Low keeps to the likely words, high wanders."
          value={settings.temperature}
          onChange={(temperature) => change({ temperature })}
          min={0}
          max={facts.protocols[0] === 'claude' ? 1 : 2}
          step={0.1}
        />
      ) : null}
      <NumberRow
        label="Longest answer in tokens"
        value={settings.maxTokens}
        onChange={(maxTokens) => change({ maxTokens })}
        min={1}
        max={200_000}
        step={256}
      />
      {facts.thinking ? (
        <Thinking kind={facts.thinking} choice={settings.thinking} onChange={(thinking) => change({ thinking })} />
      ) : null}
      {facts.hasVerbosity ? (
        <Field label="Length of wording">
          <Select
            aria-label="Length of wording"
            value={settings.verbosity ?? 'own'}
            onValueChange={(value) => change({ verbosity: value === 'own' ? null : value })}
            options={[
              { value: 'own', label: 'The model’s own' },
              { value: 'low', label: 'Short' },
              { value: 'medium', label: 'Medium' },
              { value: 'high', label: 'Long' },
            ]}
          />
        </Field>
      ) : null}
      {facts.hasWebSearch ? (
        <SwitchRow
          label="Web search"
          help="The model may search; its sources are listed. The vendor may charge for each search."
          isOn={settings.webSearch}
          onChange={(webSearch) => change({ webSearch })}
        />
      ) : null}
    </section>
  )
}

interface ThinkingProps {
  readonly kind: ThinkingKind
  readonly choice: ThinkingChoice | null
  readonly onChange: (choice: ThinkingChoice | null) => void
}

function Thinking({ kind, choice, onChange }: ThinkingProps) {
  if (kind.kind === 'effort') {
    return (
      <Field label="Thinking">
        <Select
          aria-label="Thinking"
          value={choice?.kind === 'effort' ? choice.effort : 'own'}
          onValueChange={(value) => onChange(value === 'own' ? null : { kind: 'effort', effort: value })}
          options={[
            { value: 'own' as const, label: 'The model’s own' },
            ...kind.efforts.map((effort) => ({ value: effort, label: EFFORT_WORDS[effort] })),
          ]}
        />
      </Field>
    )
  }
  const isOff = choice?.kind === 'off'
  return (
    <>
      {kind.kind === 'switch' || kind.canBeOff ? (
        <SwitchRow
          label="No thinking"
          help="Quicker and cheaper, where the model allows it."
          isOn={isOff}
          onChange={(isOn) => onChange(isOn ? { kind: 'off' } : null)}
        />
      ) : null}
      {kind.kind === 'budget' && !isOff ? (
        <NumberRow
          label="Thinking in tokens"
          help="Empty leaves it to the model; thoughts cost as the answer does."
          value={choice?.kind === 'budget' ? choice.tokens : null}
          onChange={(tokens) => onChange(tokens === null ? null : { kind: 'budget', tokens })}
          min={kind.min}
          max={kind.max}
          step={1_024}
        />
      ) : null}
    </>
  )
}

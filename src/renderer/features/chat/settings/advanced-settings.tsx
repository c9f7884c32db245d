import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import type { ChatModelFacts } from '@shared/catalog/chat/chat-models'
import type { ChatProtocolId } from '@shared/domain/chat-settings'
import type { ChatSettingsControl } from './chat-settings-control'
import { LinesField } from './lines-field'
import { ModelAliases } from './model-aliases'
import { NumberRow } from './setting-parts'

const PROTOCOL_WORDS: Readonly<Record<ChatProtocolId, string>> = {
  'openai-chat': 'OpenAI chat',
  responses: 'OpenAI Responses',
  claude: 'Claude native',
  gemini: 'Gemini native',
  completions: 'Completions (legacy)',
}

/** Everything that few people change. */
export function AdvancedSettings({
  settings,
  change,
  facts,
}: ChatSettingsControl & { readonly facts: ChatModelFacts }) {
  const own = facts.protocols[0] ?? 'openai-chat'
  const choices = [...new Set([...facts.protocols, 'openai-chat' as const])]
  const isOpenAi = own === 'openai-chat' || own === 'responses'
  return (
    <>
      <LinesField
        label="If a model does not answer, ask"
        help="Model ids, one a line, asked in this order. Only where the gateway turned the question down; never after it may have been paid."
        lines={settings.fallbackModelIds}
        onLinesChange={(fallbackModelIds) => change({ fallbackModelIds })}
        most={8}
        placeholder="Nobody else"
      />
      <ModelAliases />
      <Field label="Protocol" help="How the talk goes over the wire.">
        <Select
          aria-label="Protocol"
          value={settings.protocol ?? 'own'}
          onValueChange={(value) => change({ protocol: value === 'own' ? null : value })}
          options={[
            { value: 'own' as const, label: `The model’s own (${PROTOCOL_WORDS[own]})` },
            ...choices.map((value) => ({ value, label: PROTOCOL_WORDS[value] })),
          ]}
        />
      </Field>
      {facts.takesSampling ? (
        <>
          <NumberRow
            label="Top p"
            value={settings.topP}
            onChange={(topP) => change({ topP })}
            min={0}
            max={1}
            step={0.05}
          />
          {isOpenAi ? null : (
            <NumberRow
              label="Top k"
              value={settings.topK}
              onChange={(topK) => change({ topK })}
              min={1}
              max={1_000}
              step={1}
            />
          )}
          {own === 'claude' ? null : (
            <>
              <NumberRow
                label="Presence penalty"
                value={settings.presencePenalty}
                onChange={(presencePenalty) => change({ presencePenalty })}
                min={-2}
                max={2}
                step={0.1}
              />
              <NumberRow
                label="Frequency penalty"
                value={settings.frequencyPenalty}
                onChange={(frequencyPenalty) => change({ frequencyPenalty })}
                min={-2}
                max={2}
                step={0.1}
              />
            </>
          )}
        </>
      ) : null}
      {own === 'claude' || own === 'responses' ? null : (
        <NumberRow
          label="Seed"
          value={settings.seed}
          onChange={(seed) => change({ seed })}
          min={0}
          max={2_147_483_647}
          step={1}
        />
      )}
      {own === 'responses' ? null : (
        <LinesField
          label="Stop at"
          help="Texts that end an answer, one a line, at most four."
          lines={settings.stop}
          onLinesChange={(stop) => change({ stop })}
          most={4}
          placeholder="Nothing"
        />
      )}
    </>
  )
}

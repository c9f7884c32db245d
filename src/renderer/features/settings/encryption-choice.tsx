import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { TriangleAlert } from 'lucide-react'

export type WithoutEncryption = 'session-only' | 'plain'

export interface EncryptionChoiceProps {
  readonly value: WithoutEncryption
  readonly onValueChange: (value: WithoutEncryption) => void
}

const CHOICES = [
  {
    value: 'session-only',
    label: 'Keep it until the studio closes',
    help: 'Nothing is written. You paste the key again next time.',
  },
  { value: 'plain', label: 'Write it to disk, unencrypted', help: 'Anyone who can read your files can read the key.' },
] as const

/** The honest question where the system has no key store: nothing here is ever called encrypted. */
export function EncryptionChoice({ value, onValueChange }: EncryptionChoiceProps) {
  return (
    <div className="rounded-panel bg-warning-soft p-3">
      <p className="flex items-start gap-2 text-13 text-warning">
        <TriangleAlert aria-label="Warning" className="mt-0.5 size-4 shrink-0" />
        This system offers no encrypted key store (no keyring is running), so the studio cannot protect the key on disk.
      </p>
      <RadioGroup
        aria-label="How to keep the key"
        value={value}
        onValueChange={(next) => onValueChange(next)}
        className="mt-2 flex flex-col gap-2 pl-6"
      >
        {CHOICES.map((choice) => (
          <label key={choice.value} className="flex items-start gap-2">
            <Radio.Root
              value={choice.value}
              className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-raised data-checked:border-accent data-checked:bg-accent"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
            </Radio.Root>
            <span>
              <span className="block text-13">{choice.label}</span>
              <span className="block text-12 text-muted">{choice.help}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  )
}

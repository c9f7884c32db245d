import { AudioLines, Mic, MicOff, PhoneOff } from 'lucide-react'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { dismissVoiceFailure, endVoiceSession, setMuted, useVoiceSession } from './voice-session'

const STATE_WORDS = {
  opening: 'Opening the line…',
  listening: 'Listening',
  answering: 'Answering',
} as const

/** Above the composer while a talk by voice runs: who is speaking, the words as they come, mute and end. */
export function VoiceBar({ conversationId }: { readonly conversationId: string | null }) {
  const { talk, failure } = useVoiceSession()
  if (failure) return <FailureNotice failure={failure} onNextStep={dismissVoiceFailure} className="mb-2" />
  if (!talk || talk.conversationId !== conversationId) return null
  return (
    <section
      aria-label="Talk by voice"
      className="mb-2 flex items-center gap-3 rounded-panel border border-line bg-raised px-3 py-2"
    >
      <AudioLines
        aria-hidden
        className={talk.state === 'answering' ? 'size-5 animate-pulse-soft text-accent-ink' : 'size-5 text-muted'}
      />
      <div className="min-w-0 flex-1">
        <p role="status" className="flex gap-2 text-12 text-muted">
          <span>{talk.isMuted && talk.state === 'listening' ? 'Muted' : STATE_WORDS[talk.state]}</span>
          <span className="truncate">{talk.modelId}</span>
        </p>
        <p className="truncate text-13">{talk.answerWords || talk.userWords || 'Say something.'}</p>
      </div>
      <IconButton
        size="small"
        label={talk.isMuted ? 'Open the microphone' : 'Mute the microphone'}
        icon={talk.isMuted ? <MicOff /> : <Mic />}
        isPressed={talk.isMuted}
        onClick={() => setMuted(!talk.isMuted)}
      />
      <Button size="small" variant="danger" icon={<PhoneOff />} keys="esc" onClick={endVoiceSession}>
        End
      </Button>
    </section>
  )
}

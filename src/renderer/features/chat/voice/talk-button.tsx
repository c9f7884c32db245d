import { AudioLines } from 'lucide-react'
import { detach } from '@renderer/data/detach'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { IconButton } from '@renderer/ui/icon-button'
import { priceWords, usePriceOf } from '../composer/use-prices'
import { startVoiceSession, useVoiceSession } from './voice-session'

/** Best first; the first that the gateway offers is taken. */
const MODELS = ['gpt-realtime-2025-08-28', 'gpt-4o-mini-realtime-preview', 'gpt-4o-realtime-preview'] as const
const VOICE = 'alloy'

/** Opens a talk by voice in this chat; makes the chat first where there is none yet. */
export function TalkButton({ needConversation }: { readonly needConversation: () => Promise<string> }) {
  const isTalking = useVoiceSession(({ talk }) => talk !== null)
  const offered = useStudioQuery('account.models').data
  const priceOf = usePriceOf()
  const modelId = MODELS.find((id) => offered?.some((model) => model.id === id)) ?? MODELS[0]
  const start = async (): Promise<void> => {
    try {
      await startVoiceSession(await needConversation(), modelId, VOICE)
    } catch (error) {
      raiseNotice(failureOf(error))
    }
  }
  return (
    <IconButton
      size="small"
      label={`Talk by voice (${modelId}, ${priceWords(priceOf(modelId))})`}
      icon={<AudioLines />}
      isPressed={isTalking}
      disabledReasons={isTalking ? ['A talk by voice is running.'] : []}
      onClick={() => detach(start(), 'start a voice session')}
    />
  )
}

import type { voiceContract } from '@shared/contracts/voice'
import type { VoiceService } from '../../services/chat-voice'
import type { Handlers } from '../handler'

export function createVoiceHandlers(
  voice: VoiceService,
  microphone: { readonly open: () => void },
): Handlers<typeof voiceContract> {
  return {
    'voice.allow-microphone': async () => {
      microphone.open()
      return null
    },
    'voice.start': (request, sender) => voice.start(sender.windowId, request),
    'voice.send-audio': (request) => voice.sendAudio(request),
    'voice.stop': (request) => voice.stop(request),
  }
}

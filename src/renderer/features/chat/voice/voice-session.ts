import { create } from 'zustand'
import { detach } from '@renderer/data/detach'
import { onStudioEvent } from '@renderer/data/events'
import { failureOf, request, StudioFailure } from '@renderer/data/studio'
import type { VoiceEvent } from '@shared/contracts/voice'
import type { Failure } from '@shared/domain/app-error'
import { type OpenMicrophone, openMicrophone } from './microphone'
import { createSpeaker, type Speaker } from './speaker'

export interface VoiceTalk {
  readonly conversationId: string
  readonly modelId: string
  readonly state: 'opening' | 'listening' | 'answering'
  readonly isMuted: boolean
  /** What is being said now; whole turns stand in the chat. */
  readonly userWords: string
  readonly answerWords: string
}

interface VoiceStore {
  readonly talk: VoiceTalk | null
  readonly failure: Failure | null
}

/** The one voice session of this window. */
export const useVoiceSession = create<VoiceStore>(() => ({ talk: null, failure: null }))

let endRunning: () => void = () => undefined

export function endVoiceSession(): void {
  endRunning()
}

export function dismissVoiceFailure(): void {
  useVoiceSession.setState({ failure: null })
}

const change = (part: Partial<VoiceTalk>): void =>
  useVoiceSession.setState(({ talk }) => ({ talk: talk && { ...talk, ...part } }))

/** Opens microphone and session; the other side begins to listen when both are there. */
export async function startVoiceSession(conversationId: string, modelId: string, voice: string): Promise<void> {
  endVoiceSession()
  useVoiceSession.setState({
    failure: null,
    talk: { conversationId, modelId, state: 'opening', isMuted: false, userWords: '', answerWords: '' },
  })
  let sessionId: string | null = null
  let microphone: OpenMicrophone | null = null
  const speaker = createSpeaker()
  const early: { readonly sessionId: string; readonly event: VoiceEvent }[] = []
  const hear = (event: VoiceEvent): void => {
    if (event.kind === 'ended') finish(event.failure)
    else follow(event, speaker)
  }
  const stopListening = onStudioEvent('voice.heard', (message) => {
    if (sessionId === null) early.push(message)
    else if (message.sessionId === sessionId) hear(message.event)
  })
  let isOver = false
  const finish = (failure: Failure | null): void => {
    if (isOver) return
    isOver = true
    stopListening()
    speaker.close()
    microphone?.close()
    if (sessionId !== null) detach(request('voice.stop', { sessionId }), 'end a voice session')
    endRunning = () => undefined
    muteRunning = () => undefined
    useVoiceSession.setState({ talk: null, failure })
  }
  endRunning = () => finish(null)
  try {
    microphone = await openMicrophone((base64) => {
      if (sessionId !== null && !isOver) detach(request('voice.send-audio', { sessionId, base64 }), 'send sound')
    })
    muteRunning = microphone.setMuted
    sessionId = (await request('voice.start', { conversationId, modelId, voice })).sessionId
    if (isOver) {
      microphone.close()
      await request('voice.stop', { sessionId })
    }
    for (const message of early) if (message.sessionId === sessionId) hear(message.event)
  } catch (error) {
    finish(error instanceof StudioFailure ? failureOf(error) : NO_MICROPHONE)
  }
}

let muteRunning: (isMuted: boolean) => void = () => undefined

export function setMuted(isMuted: boolean): void {
  muteRunning(isMuted)
  change({ isMuted })
}

function follow(event: Exclude<VoiceEvent, { readonly kind: 'ended' }>, speaker: Speaker): void {
  const { talk } = useVoiceSession.getState()
  switch (event.kind) {
    case 'ready':
      return change({ state: 'listening' })
    case 'speech-started':
      speaker.hush()
      return change({ state: 'listening', userWords: '', answerWords: '' })
    case 'user-words':
      return change({ userWords: event.text })
    case 'answer-words':
      return change({ state: 'answering', answerWords: (talk?.answerWords ?? '') + event.text })
    case 'audio':
      speaker.play(event.base64)
      return change({ state: 'answering' })
    case 'turn-ended':
      return change({ state: 'listening' })
  }
}

const NO_MICROPHONE: Failure = {
  code: 'not-found',
  message: 'No microphone could be opened. Look whether one is connected and the system lets the studio use it.',
  nextStep: 'none',
  charge: 'not-charged',
}

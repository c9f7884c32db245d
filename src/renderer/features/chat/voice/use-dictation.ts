import { useEffect, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request, StudioFailure } from '@renderer/data/studio'
import { importBlob } from '@renderer/data/uploads'
import { assetUrl } from '@renderer/lib/media-url'
import { firstAssetOf, runAudioTask } from './run-audio-task'
import { wavOf } from './wav'

export type DictationState = 'idle' | 'recording' | 'writing'

export interface Dictation {
  readonly state: DictationState
  readonly startedAtMs: number
  /** Begins, or ends and writes down what was said. */
  readonly toggle: () => void
  /** Ends without writing anything down; nothing is sent. */
  readonly cancel: () => void
}

export const DICTATION_OPERATION = 'openai.audio.transcriptions'
export const DICTATION_MODEL = 'gpt-4o-mini-transcribe'
/** Enough for speech, and an eighth of what a microphone gives. */
const SAMPLE_RATE = 16_000

/** What is said into the microphone, written down by a model. */
export function useDictation(onWords: (words: string) => void): Dictation {
  const [state, setState] = useState<DictationState>('idle')
  const [startedAtMs, setStartedAtMs] = useState(0)
  const recorder = useRef<MediaRecorder | null>(null)
  const end = (): void => {
    release(recorder.current)
    recorder.current = null
  }
  useEffect(() => () => release(recorder.current), [])
  const start = async (): Promise<void> => {
    try {
      await request('voice.allow-microphone')
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      recorder.current = new MediaRecorder(stream)
      recorder.current.start()
      setStartedAtMs(Date.now())
      setState('recording')
    } catch (error) {
      end()
      raiseNotice(error instanceof StudioFailure ? failureOf(error) : NO_MICROPHONE)
    }
  }
  const write = async (): Promise<void> => {
    const running = recorder.current
    if (!running) return
    setState('writing')
    try {
      const recording = await recordingOf(running)
      end()
      const words = await transcribe(recording)
      if (words !== '') onWords(words)
    } catch (error) {
      raiseNotice(failureOf(error))
    } finally {
      end()
      setState('idle')
    }
  }
  return {
    state,
    startedAtMs,
    toggle: () => {
      if (state === 'idle') detach(start(), 'start a dictation')
      else if (state === 'recording') detach(write(), 'write a dictation down')
    },
    cancel: () => {
      if (state !== 'recording') return
      recorder.current?.stop()
      end()
      setState('idle')
    },
  }
}

function release(recorder: MediaRecorder | null): void {
  for (const track of recorder?.stream.getTracks() ?? []) track.stop()
}

function recordingOf(recorder: MediaRecorder): Promise<Blob> {
  return new Promise((resolve) => {
    const pieces: Blob[] = []
    recorder.addEventListener('dataavailable', (event) => pieces.push(event.data))
    recorder.addEventListener('stop', () => resolve(new Blob(pieces, { type: recorder.mimeType })))
    recorder.stop()
  })
}

async function transcribe(recording: Blob): Promise<string> {
  const context = new OfflineAudioContext(1, 1, SAMPLE_RATE)
  const decoded = await context.decodeAudioData(await recording.arrayBuffer())
  const wav = new Blob([wavOf(decoded.getChannelData(0), SAMPLE_RATE)], { type: 'audio/wav' })
  const card = await importBlob(wav, { displayName: 'Dictation.wav', purpose: 'sound' })
  const task = await runAudioTask({
    operationId: DICTATION_OPERATION,
    modelId: DICTATION_MODEL,
    params: { file: card.id, response_format: 'json' },
    origin: { kind: 'create' },
  })
  return (await (await fetch(assetUrl(firstAssetOf(task)))).text()).trim()
}

const NO_MICROPHONE = {
  code: 'not-found',
  message: 'No microphone could be opened. Look whether one is connected and the system lets the studio use it.',
  nextStep: 'none',
} as const

import { request } from '@renderer/data/studio'
import { PCM_RATE, resample, toBase64Pcm } from './pcm'

/** Pieces of a fifth of a second: short enough for a talk, long enough not to be thousands of requests. */
const PIECE_SAMPLES = PCM_RATE / 5

export interface OpenMicrophone {
  readonly close: () => void
  readonly setMuted: (isMuted: boolean) => void
}

/**
 * Listens until it is closed; each piece is 16-bit samples at 24 kHz in base64.
 * @throws where there is no microphone or the system does not let the studio use it
 */
export async function openMicrophone(onPiece: (base64: string) => void): Promise<OpenMicrophone> {
  await request('voice.allow-microphone')
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 },
  })
  const context = new AudioContext()
  const source = context.createMediaStreamSource(stream)
  const tap = context.createScriptProcessor(4_096, 1, 1)
  let waiting = new Float32Array(0)
  let isMuted = false
  tap.addEventListener('audioprocess', ({ inputBuffer }) => {
    const samples = resample(inputBuffer.getChannelData(0), context.sampleRate, PCM_RATE)
    const joined = new Float32Array(waiting.length + samples.length)
    joined.set(waiting)
    if (!isMuted) joined.set(samples, waiting.length)
    waiting = joined
    while (waiting.length >= PIECE_SAMPLES) {
      onPiece(toBase64Pcm(waiting.subarray(0, PIECE_SAMPLES)))
      waiting = waiting.slice(PIECE_SAMPLES)
    }
  })
  source.connect(tap)
  // Without a way to the end of the graph nothing is pulled through; what comes out of the tap is silence.
  tap.connect(context.destination)
  return {
    setMuted: (next) => {
      isMuted = next
    },
    close: () => {
      tap.disconnect()
      source.disconnect()
      for (const track of stream.getTracks()) track.stop()
      void context.close()
    },
  }
}

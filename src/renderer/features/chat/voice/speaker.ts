import { fromBase64Pcm, PCM_RATE } from './pcm'

export interface Speaker {
  readonly play: (base64: string) => void
  /** Stops what is being said and forgets what would follow. */
  readonly hush: () => void
  readonly close: () => void
}

/** Plays pieces of speech one behind the other, without gaps. */
export function createSpeaker(): Speaker {
  const context = new AudioContext({ sampleRate: PCM_RATE })
  const playing = new Set<AudioBufferSourceNode>()
  let endsAt = 0
  const hush = (): void => {
    for (const source of playing) source.stop()
    playing.clear()
    endsAt = 0
  }
  return {
    hush,
    play: (base64) => {
      const samples = fromBase64Pcm(base64)
      if (samples.length === 0) return
      const buffer = context.createBuffer(1, samples.length, PCM_RATE)
      buffer.copyToChannel(samples, 0)
      const source = context.createBufferSource()
      source.buffer = buffer
      source.connect(context.destination)
      source.addEventListener('ended', () => playing.delete(source))
      endsAt = Math.max(endsAt, context.currentTime)
      source.start(endsAt)
      endsAt += buffer.duration
      playing.add(source)
    },
    close: () => {
      hush()
      void context.close()
    },
  }
}

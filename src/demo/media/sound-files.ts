import { createMp3Encoder } from 'wasm-media-encoders'

export interface Sound {
  readonly sampleRate: number
  /** One array a channel, samples from -1 to 1. */
  readonly channels: readonly Float32Array[]
}

/** Samples handed to the encoder at once; its memory grows with them. */
const BLOCK = 1152 * 40

export async function encodeMp3(sound: Sound): Promise<Buffer> {
  const encoder = await createMp3Encoder()
  const channels = sound.channels.length === 2 ? 2 : 1
  const sampleRate = sound.sampleRate as 24000 | 44100
  encoder.configure({ sampleRate, channels, bitrate: channels === 2 ? 128 : 64 })
  const length = sound.channels[0]?.length ?? 0
  const parts: Buffer[] = []
  for (let from = 0; from < length; from += BLOCK) {
    // The encoder owns the memory it returns, so each part is copied.
    parts.push(Buffer.from(encoder.encode(sound.channels.map((samples) => samples.subarray(from, from + BLOCK)))))
  }
  parts.push(Buffer.from(encoder.finalize()))
  return Buffer.concat(parts)
}

/** Signed 16-bit little-endian samples, channels interleaved. */
export function encodePcm(sound: Sound): Buffer {
  const length = sound.channels[0]?.length ?? 0
  const bytes = Buffer.alloc(length * sound.channels.length * 2)
  let at = 0
  for (let index = 0; index < length; index += 1) {
    for (const samples of sound.channels) {
      at = bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, samples[index] ?? 0)) * 32_767), at)
    }
  }
  return bytes
}

export function encodeWav(sound: Sound): Buffer {
  const samples = encodePcm(sound)
  const blockSize = sound.channels.length * 2
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(sound.channels.length, 22)
  header.writeUInt32LE(sound.sampleRate, 24)
  header.writeUInt32LE(sound.sampleRate * blockSize, 28)
  header.writeUInt16LE(blockSize, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}

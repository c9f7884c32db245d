/** What realtime sessions speak: 16-bit samples, one channel. */
export const PCM_RATE = 24_000

/** Samples between −1 and 1 as little-endian 16-bit ones in base64. */
export function toBase64Pcm(samples: Float32Array): string {
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  samples.forEach((sample, index) =>
    view.setInt16(index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true),
  )
  let binary = ''
  for (let start = 0; start < bytes.length; start += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8_192))
  }
  return btoa(binary)
}

/** @throws when the text is no base64 */
export function fromBase64Pcm(base64: string): Float32Array<ArrayBuffer> {
  const binary = atob(base64)
  const samples = new Float32Array(Math.floor(binary.length / 2))
  for (let index = 0; index < samples.length; index += 1) {
    const value = binary.charCodeAt(index * 2) | (binary.charCodeAt(index * 2 + 1) << 8)
    samples[index] = (value > 32_767 ? value - 65_536 : value) / 32_768
  }
  return samples
}

/** The same sound at another rate, by straight lines between samples: good enough for speech. */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  if (fromRate === toRate) return samples
  const result = new Float32Array(Math.floor((samples.length * toRate) / fromRate))
  for (let index = 0; index < result.length; index += 1) {
    const at = (index * fromRate) / toRate
    const before = Math.floor(at)
    const left = samples[before] ?? 0
    const right = samples[before + 1] ?? left
    result[index] = left + (right - left) * (at - before)
  }
  return result
}

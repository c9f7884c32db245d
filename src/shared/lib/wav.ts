const HEADER_BYTES = 44

/**
 * Bare samples (16 bits, little end first) as a WAV file. A file without its header plays nowhere.
 * @param rateHz samples a second
 */
export function wavOfPcm(samples: Uint8Array, rateHz: number, channels = 1): Uint8Array {
  const file = new Uint8Array(HEADER_BYTES + samples.byteLength)
  const view = new DataView(file.buffer)
  const write = (at: number, text: string): void => {
    for (let index = 0; index < text.length; index += 1) file[at + index] = text.charCodeAt(index)
  }
  write(0, 'RIFF')
  view.setUint32(4, file.byteLength - 8, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, rateHz, true)
  view.setUint32(28, rateHz * channels * 2, true)
  view.setUint16(32, channels * 2, true)
  view.setUint16(34, 16, true)
  write(36, 'data')
  view.setUint32(40, samples.byteLength, true)
  file.set(samples, HEADER_BYTES)
  return file
}

/** The rate in a type such as `audio/L16;codec=pcm;rate=24000`; null for anything that is no bare samples. */
export function rateOfPcm(mime: string): number | null {
  if (!/^audio\/(?:l16|pcm)/i.test(mime)) return null
  const rate = Number(/rate=(\d+)/i.exec(mime)?.[1] ?? 24_000)
  return rate >= 8_000 && rate <= 192_000 ? rate : 24_000
}

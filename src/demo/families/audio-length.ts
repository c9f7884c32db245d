const MPEG1_KILOBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const MPEG2_KILOBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

/** Length of a recording in seconds, a guess from its size for compressed forms; null for what is no sound. */
export function soundSeconds(file: Buffer): number | null {
  const head = file.subarray(0, 16).toString('latin1')
  if (head.startsWith('RIFF') && head.includes('WAVE') && file.length > 44)
    return (file.length - 44) / file.readUInt32LE(28)
  const mp3 = mp3Seconds(file)
  if (mp3 !== null) return mp3
  const isKnown =
    head.startsWith('fLaC') || head.startsWith('OggS') || head.slice(4, 8) === 'ftyp' || head.startsWith('\u001aEß£')
  return isKnown ? Math.max(1, file.length / 12_000) : null
}

function mp3Seconds(file: Buffer): number | null {
  const start = file.toString('latin1', 0, 3) === 'ID3' ? 10 + syncSafe(file, 6) : 0
  for (let at = start; at < Math.min(file.length - 4, start + 4096); at += 1) {
    const second = file[at + 1] ?? 0
    if (file[at] !== 0xff || (second & 0xe6) !== 0xe2) continue
    const rates = (second & 0x08) === 0 ? MPEG2_KILOBITS : MPEG1_KILOBITS
    const kilobits = rates[(file[at + 2] ?? 0) >> 4] ?? 0
    if (kilobits > 0) return ((file.length - at) * 8) / (kilobits * 1000)
  }
  return null
}

function syncSafe(file: Buffer, at: number): number {
  return [0, 1, 2, 3].reduce((size, index) => (size << 7) | ((file[at + index] ?? 0) & 0x7f), 0)
}

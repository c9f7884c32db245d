/** Names that Windows keeps for devices, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
/** Separators, quotes, wildcards, control characters, and signs that turn the reading direction. */
const UNWANTED = /[/\\:*?"<>|]|[\p{Cc}\p{Cf}\u2028\u2029]/gu
const MAX_NAME_BYTES = 255

/**
 * A file name that every system takes and that means what it looks like. Never empty, never longer than 255 bytes.
 * @param extension without the dot; always the true one of the content
 */
export function safeFileName(name: string, extension: string): string {
  const suffix = `.${extension}`
  const clean = tidy(name.replaceAll(UNWANTED, ' ').replaceAll(/\p{Surrogate}/gu, ' '))
  const own = tidy(clean.toLowerCase().endsWith(suffix) ? clean.slice(0, -suffix.length) : clean)
  const harmless = RESERVED.test(own) ? `_${own}` : own
  return `${tidy(cutToBytes(harmless, MAX_NAME_BYTES - suffix.length)) || 'file'}${suffix}`
}

/** The last part of a path or URL path, as a name to show; nothing of it is ever used as a path. */
export function nameToShow(path: string): string {
  const last = path.split(/[/\\]/).at(-1) ?? ''
  return (
    tidy(last.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '').replaceAll(/\p{Surrogate}/gu, '')).slice(0, 200) ||
    'Untitled'
  )
}

export interface NamedAsset {
  readonly id: string
  readonly title: string
  readonly modelId: string | null
  readonly extension: string
}

const MAX_SUBJECT = 60

/** `<subject> — <model> <short id>.<extension>`: says what it is, and no two are alike. */
export function exportName(asset: NamedAsset): string {
  const signs = Array.from(asset.title.split('\n')[0] ?? '')
  const subject = signs.length > MAX_SUBJECT ? `${signs.slice(0, MAX_SUBJECT).join('').trimEnd()}…` : signs.join('')
  const model = asset.modelId ? ` — ${asset.modelId}` : ''
  // The end of the id is its random part; the beginning is the time and alike for neighbours.
  const shortId = asset.id.slice(-6)
  const withoutExtension = subject.replace(new RegExp(`\\.${asset.extension}$`, 'i'), '')
  return safeFileName(`${withoutExtension || 'Untitled'}${model} ${shortId}`, asset.extension)
}

/** Windows drops dots and blanks at the end of a name; a dot at the start hides a file elsewhere. */
const tidy = (name: string): string =>
  name
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '')
    .normalize('NFC')

function cutToBytes(text: string, maxBytes: number): string {
  const encoder = new TextEncoder()
  let bytes = 0
  let cut = ''
  for (const sign of text) {
    bytes += encoder.encode(sign).byteLength
    if (bytes > maxBytes) break
    cut += sign
  }
  return cut
}

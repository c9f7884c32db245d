import type { MediaKind } from '@shared/domain/media'

/** What the first bytes of a file say it is. */
export type Sniffed =
  | { readonly kind: 'media'; readonly media: MediaKind; readonly mime: string; readonly extension: string }
  | { readonly kind: 'web-page' }
  | { readonly kind: 'json' }
  | { readonly kind: 'text' }
  /** Something the studio cannot show; the name is for people, for example "a PDF document". */
  | { readonly kind: 'other'; readonly name: string }

export const SNIFF_BYTES = 8_192

/** The studio's own extension and MIME type for what file-type calls it. */
const KNOWN: Readonly<Record<string, readonly [media: MediaKind, mime: string, extension: string]>> = {
  'image/png': ['image', 'image/png', 'png'],
  'image/apng': ['image', 'image/png', 'png'],
  'image/jpeg': ['image', 'image/jpeg', 'jpg'],
  'image/webp': ['image', 'image/webp', 'webp'],
  'image/gif': ['image', 'image/gif', 'gif'],
  'image/avif': ['image', 'image/avif', 'avif'],
  'image/bmp': ['image', 'image/bmp', 'bmp'],
  'video/mp4': ['video', 'video/mp4', 'mp4'],
  'video/x-m4v': ['video', 'video/mp4', 'mp4'],
  'video/quicktime': ['video', 'video/quicktime', 'mov'],
  'video/webm': ['video', 'video/webm', 'webm'],
  'video/matroska': ['video', 'video/matroska', 'mkv'],
  'video/x-matroska': ['video', 'video/matroska', 'mkv'],
  'video/vnd.avi': ['video', 'video/x-msvideo', 'avi'],
  'audio/mpeg': ['audio', 'audio/mpeg', 'mp3'],
  'audio/wav': ['audio', 'audio/wav', 'wav'],
  'audio/vnd.wave': ['audio', 'audio/wav', 'wav'],
  'audio/ogg': ['audio', 'audio/ogg', 'ogg'],
  'audio/opus': ['audio', 'audio/ogg', 'ogg'],
  'audio/flac': ['audio', 'audio/flac', 'flac'],
  'audio/x-flac': ['audio', 'audio/flac', 'flac'],
  'audio/aac': ['audio', 'audio/aac', 'aac'],
  'audio/mp4': ['audio', 'audio/mp4', 'm4a'],
  'audio/x-m4a': ['audio', 'audio/mp4', 'm4a'],
  // Words for models to read; nothing in the program opens one.
  'application/pdf': ['text', 'application/pdf', 'pdf'],
}

const NAMES: Readonly<Record<string, string>> = {
  'application/zip': 'a ZIP archive',
  'image/heic': 'a HEIC picture, which this studio cannot show; save it as JPEG or PNG first',
  'image/heif': 'a HEIF picture, which this studio cannot show; save it as JPEG or PNG first',
  'image/tiff': 'a TIFF picture, which this studio cannot show; save it as JPEG or PNG first',
  'image/vnd.adobe.photoshop': 'a Photoshop document; save it as PNG first',
}

/** @param head the first {@link SNIFF_BYTES} bytes, or all of a smaller file */
export async function sniff(head: Uint8Array): Promise<Sniffed> {
  const text = sniffText(head)
  if (text) return text
  // An ID3 tag with a cover picture is longer than the head, so the sound itself is out of sight.
  if (startsWith(head, 'ID3')) return media('audio/mpeg')
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (!found) return { kind: 'other', name: 'of a kind that the studio does not know' }
  const mime = found.mime.split(';')[0] ?? found.mime
  if (KNOWN[mime]) return media(mime)
  return {
    kind: 'other',
    name: NAMES[mime] ?? `of the kind ${found.ext.toUpperCase()}, which the studio does not know`,
  }
}

function media(mime: string): Sniffed {
  const [kind, ownMime, extension] = KNOWN[mime]!
  return { kind: 'media', media: kind, mime: ownMime, extension }
}

function sniffText(head: Uint8Array): Sniffed | null {
  const text = decodeText(head)
  if (text === null || text.startsWith('%PDF-')) return null
  const start = text.trimStart().slice(0, 4_096).toLowerCase()
  const markup = withoutProlog(start)
  if (/^<svg[\s>]/.test(markup)) return { kind: 'media', media: 'image', mime: 'image/svg+xml', extension: 'svg' }
  if (/^<(html|head|body|script|title|meta|div|p|h1|iframe)[\s>/]/.test(markup) || start.startsWith('<!doctype html')) {
    return { kind: 'web-page' }
  }
  if (/^[{[]/.test(start) && looksLikeJson(text)) return { kind: 'json' }
  return { kind: 'text' }
}

/** Skips byte order mark, XML declaration, comments and document type. */
function withoutProlog(text: string): string {
  let rest = text
  for (;;) {
    const prolog = /^\s*(<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!doctype svg[^>[]*(\[[^\]]*\])?\s*>)/.exec(rest)
    if (!prolog) return rest.trimStart()
    rest = rest.slice(prolog[0].length)
  }
}

function looksLikeJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // A cut head of a larger document still begins like one.
    return /^\s*(\{\s*"|\[\s*[[{"\d])/.test(text)
  }
}

/** Text is UTF-8 (a sign cut at the end of the head is fine) without control characters. */
function decodeText(head: Uint8Array): string | null {
  if (head.byteLength === 0) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return /(?![\t\n\f\r])\p{Cc}/u.test(text) ? null : text
  } catch {
    return null
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, text.length)) === text
}

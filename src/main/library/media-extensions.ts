import { extname } from 'node:path'
import type { MediaKind } from '@shared/domain/media'

const EXPECTED: Readonly<Record<string, MediaKind>> = {
  '.txt': 'text',
  '.md': 'text',
  '.srt': 'text',
  '.vtt': 'text',
  '.lrc': 'text',
  '.json': 'text',
  '.csv': 'text',
  '.tsv': 'text',
  '.log': 'text',
  '.yaml': 'text',
  '.py': 'text',
  '.pdf': 'text',
  '.png': 'image',
  '.jpg': 'image',
  '.jpeg': 'image',
  '.webp': 'image',
  '.gif': 'image',
  '.avif': 'image',
  '.bmp': 'image',
  '.svg': 'image',
  '.mp4': 'video',
  '.mov': 'video',
  '.webm': 'video',
  '.mkv': 'video',
  '.avi': 'video',
  '.mp3': 'audio',
  '.wav': 'audio',
  '.m4a': 'audio',
  '.ogg': 'audio',
  '.flac': 'audio',
}

/** What a name claims to be; null for a name that says nothing. */
export const expectedOf = (path: string): MediaKind | null => EXPECTED[extname(path).toLowerCase()] ?? null

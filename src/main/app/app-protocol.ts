import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { Session } from 'electron'
import { APP_SCHEME } from './schemes'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** Everything comes from the program itself; media only through its own scheme. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' media: blob: data:",
  'media-src media: blob:',
  "connect-src 'self' media:",
  "font-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

/** Serves the built pages of `rendererFolder` at `app://studio/…` and `app://media-worker/…`. */
export function handleAppProtocol(session: Session, rendererFolder: string): void {
  const root = resolve(rendererFolder)
  session.protocol.handle(APP_SCHEME, async (request) => {
    const filePath = pageFile(root, request.url)
    if (!filePath) return notFound()
    try {
      return new Response(await readFile(filePath), { headers: headersFor(filePath) })
    } catch {
      return notFound()
    }
  })
}

/** The file behind a page's address, or null where it would leave the folder. */
export function pageFile(root: string, url: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  const filePath = resolve(join(root, path === '/' ? 'index.html' : path))
  return filePath.startsWith(root + sep) ? filePath : null
}

function headersFor(filePath: string): Record<string, string> {
  return {
    'Content-Type': CONTENT_TYPES[extname(filePath)] ?? 'application/octet-stream',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
}

const notFound = (): Response =>
  new Response('Not found', { status: 404, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } })

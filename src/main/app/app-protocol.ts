import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { Session } from 'electron'
import { APP_SCHEME, SANDBOX_ORIGIN, STUDIO_ORIGIN } from './schemes'

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
  // Only for the pages that show an answer's diagram or markup; they get a policy of their own.
  `frame-src ${SANDBOX_ORIGIN}/sandbox-diagram.html ${SANDBOX_ORIGIN}/sandbox-page.html`,
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

/**
 * For frames that show what an answer made: an origin that is nobody's, nothing to connect to, scripts only of the
 * program itself. Inline styles are what an answer's markup and diagrams consist of.
 */
export const SANDBOX_POLICY = [
  "default-src 'none'",
  `script-src ${SANDBOX_ORIGIN}`,
  `style-src ${SANDBOX_ORIGIN} 'unsafe-inline'`,
  'img-src data: blob:',
  'media-src data: blob:',
  'font-src data:',
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  `frame-ancestors ${STUDIO_ORIGIN}`,
  'sandbox allow-scripts',
].join('; ')

/** Serves the built pages of `rendererFolder` at `app://studio/…`, `app://media-worker/…` and `app://sandbox/…`. */
export function handleAppProtocol(session: Session, rendererFolder: string): void {
  const root = resolve(rendererFolder)
  session.protocol.handle(APP_SCHEME, async (request) => {
    const filePath = pageFile(root, request.url)
    if (!filePath) return notFound()
    try {
      return new Response(await readFile(filePath), { headers: headersFor(filePath, request.url) })
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

/** What goes with a file; by the host of its address, because the same scripts serve all pages. */
export function headersFor(filePath: string, url: string): Record<string, string> {
  const type = { 'Content-Type': CONTENT_TYPES[extname(filePath)] ?? 'application/octet-stream' }
  if (url.startsWith(`${SANDBOX_ORIGIN}/`)) {
    return {
      ...type,
      'Content-Security-Policy': SANDBOX_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'X-DNS-Prefetch-Control': 'off',
      'Referrer-Policy': 'no-referrer',
      // Module scripts of a frame without an origin need leave to be read; these are the program's own files.
      'Access-Control-Allow-Origin': '*',
    }
  }
  return {
    ...type,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
}

const notFound = (): Response =>
  new Response('Not found', { status: 404, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } })

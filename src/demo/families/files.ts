import type { GatewayContext } from '../context'
import { pngClaiming } from '../media/png'
import type { Media } from '../media/recipe'
import { sha256Of } from '../store/blobs'
import type { LinkTrouble } from '../store/faults'
import type { GatewayRequest } from '../wire/gateway-request'
import { bytesReply, type FullReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'

/** Result links: no key, an expiry, ranges. */
export const fileRoutes: readonly Route[] = [
  { method: 'GET', path: '/files/{token}/{name}', errors: 'console', needsKey: false, handle: serveFile },
]

async function serveFile(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const trouble = request.fault?.kind === 'link' ? request.fault.trouble : null
  const link = context.links.find(request.params.token ?? '')
  if (link === null || trouble === 'missing') {
    return storageError(404, 'NoSuchKey', 'The specified key does not exist.', request.id)
  }
  if (link.expiresAtMs <= Date.now() || trouble === 'expired') {
    return storageError(403, 'AccessDenied', 'Request has expired', request.id)
  }
  const media = spoil(await context.kitchen.make(link.recipe), trouble)
  const reply = trouble === 'range-ignored' ? whole(media, false) : ranged(media, request)
  const body = request.method === 'HEAD' ? Buffer.alloc(0) : reply.body
  const declaredLength = trouble === 'wrong-length' ? reply.body.length + 1000 : reply.body.length
  return { ...reply, body, declaredLength }
}

/** An error in the XML of the object stores that links usually point to. */
function storageError(status: number, code: string, message: string, requestId: string): FullReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`
  return bytesReply(status, 'application/xml', body)
}

/** The media as it looks when this goes wrong. */
export function spoil(media: Media, trouble: LinkTrouble | null): Media {
  switch (trouble) {
    case 'html-as-png':
      return {
        ...media,
        bytes: Buffer.from('<!doctype html><title>Sorry</title><script>alert(1)</script><h1>Bad gateway</h1>'),
      }
    case 'zero-bytes':
      return { ...media, bytes: Buffer.alloc(0) }
    case 'truncated':
      return { ...media, bytes: media.bytes.subarray(0, Math.floor(media.bytes.length / 2)) }
    case 'huge-png':
      return { bytes: pngClaiming(50_000, 50_000), contentType: 'image/png' }
    default:
      return media
  }
}

function etagOf(media: Media): string {
  return `"${sha256Of(media.bytes).slice(0, 32)}"`
}

function whole(media: Media, acceptsRanges = true): FullReply {
  const headers = { etag: etagOf(media), 'accept-ranges': acceptsRanges ? 'bytes' : 'none', 'cache-control': 'private' }
  return bytesReply(200, media.contentType, media.bytes, headers)
}

/** The part that was asked for: 206, or 416 for one that does not exist; all of it when If-Range no longer fits. */
function ranged(media: Media, request: GatewayRequest): FullReply {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  const ifRange = request.headers['if-range']
  const all = whole(media)
  if (asked === null || (ifRange !== undefined && ifRange !== etagOf(media))) return all
  const size = media.bytes.length
  const [first, last] = [asked[1] ?? '', asked[2] ?? '']
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last))
  if (start > end || start >= size) {
    return {
      ...all,
      status: 416,
      body: Buffer.alloc(0),
      headers: { ...all.headers, 'content-range': `bytes */${size}` },
    }
  }
  const headers = { ...all.headers, 'content-range': `bytes ${start}-${end}/${size}` }
  return { ...all, status: 206, headers, body: media.bytes.subarray(start, end + 1) }
}

import { randomUUID } from 'node:crypto'
import type { GatewayContext } from '../context'
import { checkFields } from '../wire/field-check'
import { parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { parseForm } from '../wire/multipart'
import { Refusal } from '../wire/refusal'
import { bytesReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { keepClip } from './suno-songs'

const SHARED = { errors: 'task', needsKey: true } as const

/** A song of one's own in five steps: permission, file, report, wait, a clip. Free until it is used. */
export const sunoUploadRoutes: readonly Route[] = [
  { method: 'POST', path: '/suno/uploads/audio', ...SHARED, handle: authorise },
  { method: 'POST', path: '/suno-uploads/', errors: 'console', needsKey: false, handle: takeFile },
  { method: 'POST', path: '/suno/uploads/audio/{id}/upload-finish', ...SHARED, handle: finish },
  { method: 'GET', path: '/suno/uploads/audio/{id}', ...SHARED, handle: status },
  { method: 'POST', path: '/suno/uploads/audio/{id}/initialize-clip', ...SHARED, handle: initialise },
]

interface Upload {
  readonly id: string
  readonly key: string
  readonly extension: string
  readonly contentType: string
  readonly signature: string
  readonly expiresAtMs: number
  readonly blob: string | null
  readonly fileName: string
  /** Null until the upload was reported. */
  readonly readyAtMs: number | null
}

const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  aac: 'audio/aac',
}
const PERMISSION_MS = 600_000
const CHECK_SECONDS = 4

function authorise(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  checkFields(fields, { extension: { type: 'text', isRequired: true, oneOf: Object.keys(TYPES) } })
  const extension = textField(fields, 'extension')
  const upload: Upload = {
    id: randomUUID(),
    key: request.key,
    extension,
    contentType: TYPES[extension] ?? 'audio/mpeg',
    signature: randomUUID(),
    expiresAtMs: Date.now() + PERMISSION_MS,
    blob: null,
    fileName: '',
    readyAtMs: null,
  }
  save(context, upload)
  return jsonReply({
    id: upload.id,
    url: `${context.origin}/suno-uploads/`,
    fields: formFields(upload),
    is_file_uploaded: false,
  })
}

function formFields(upload: Upload): Readonly<Record<string, string>> {
  return {
    'Content-Type': upload.contentType,
    key: `raw_uploads/${upload.id}.${upload.extension}`,
    AWSAccessKeyId: 'DEMOACCESSKEY',
    policy: Buffer.from(JSON.stringify({ expiration: new Date(upload.expiresAtMs).toISOString() })).toString('base64'),
    signature: upload.signature,
  }
}

/** The object store: it knows no keys, takes exactly the form that was permitted, and wants the file last. */
function takeFile(context: GatewayContext, request: GatewayRequest): Reply {
  if (request.headers.authorization !== undefined) {
    return storeError(400, 'InvalidArgument', 'Only one auth mechanism allowed')
  }
  const form = parseForm(request.headers['content-type'] ?? '', request.body)
  const id = /^raw_uploads\/([\w-]+)\.\w+$/.exec(form.fields.key ?? '')?.[1] ?? ''
  const upload = find(context, id)
  const [file] = form.files
  if (upload === null || form.fields.signature !== upload.signature) {
    return storeError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.')
  }
  if (upload.expiresAtMs <= Date.now())
    return storeError(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.')
  for (const [name, value] of Object.entries(formFields(upload))) {
    if (form.fields[name] !== value) return storeError(403, 'AccessDenied', `Invalid according to Policy: ${name}`)
  }
  const isLast = request.body.lastIndexOf('; filename="') > request.body.lastIndexOf('name="signature"')
  if (file === undefined || file.field !== 'file' || !isLast) {
    return storeError(400, 'InvalidArgument', 'POST requires exactly one file upload per request.')
  }
  save(context, { ...upload, blob: context.blobs.put(file.bytes) })
  return bytesReply(204, 'application/xml', '')
}

function storeError(code: number, name: string, message: string): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${name}</Code><Message>${message}</Message></Error>`
  return bytesReply(code, 'application/xml', body)
}

function finish(context: GatewayContext, request: GatewayRequest): Reply {
  const upload = owned(context, request)
  const fields = parseFields(request.body)
  checkFields(fields, {
    upload_type: { type: 'text', isRequired: true, oneOf: ['file_upload'] },
    upload_filename: { type: 'text', isRequired: true, isFilled: true },
  })
  if (upload.blob === null) throw new Refusal(400, 'invalid_request', 'the file was not uploaded')
  const readyAtMs = upload.readyAtMs ?? Date.now() + CHECK_SECONDS * 1000 * context.timeScale
  save(context, { ...upload, fileName: textField(fields, 'upload_filename'), readyAtMs })
  return jsonReply({})
}

function status(context: GatewayContext, request: GatewayRequest): Reply {
  const upload = owned(context, request)
  const isReady = upload.readyAtMs !== null && upload.readyAtMs <= Date.now()
  const isRefused = isReady && upload.fileName.includes('demo-copyright')
  const title = upload.fileName.replace(/\.\w+$/, '')
  return jsonReply({
    id: upload.id,
    status: isRefused ? 'error' : isReady ? 'complete' : upload.readyAtMs === null ? 'pending' : 'processing',
    error_message: isRefused ? 'This song is protected by copyright.' : null,
    s3_id: isReady ? `m_${upload.id}` : null,
    title,
    image_url: '',
  })
}

function initialise(context: GatewayContext, request: GatewayRequest): Reply {
  const upload = owned(context, request)
  checkFields(parseFields(request.body), {})
  if (upload.readyAtMs === null || upload.readyAtMs > Date.now() || upload.blob === null) {
    throw new Refusal(400, 'invalid_request', 'the upload is not complete')
  }
  const bytes = context.blobs.get(upload.blob)?.length ?? 0
  keepClip(context, {
    id: upload.id,
    taskId: null,
    sound: { kind: 'upload', blob: upload.blob, contentType: upload.contentType },
    title: upload.fileName.replace(/\.\w+$/, ''),
    tags: '',
    lyrics: '',
    seconds: Math.max(6, Math.round(bytes / 16_000)),
    parentId: null,
    parentSeconds: 0,
  })
  return jsonReply({ clip_id: upload.id })
}

function owned(context: GatewayContext, request: GatewayRequest): Upload {
  const upload = find(context, request.params.id ?? '')
  if (upload === null || upload.key !== request.key) throw new Refusal(400, 'task_not_exist', 'task_not_exist')
  return upload
}

function find(context: GatewayContext, id: string): Upload | null {
  return context.journal.get<Upload>('suno-uploads', id)
}

function save(context: GatewayContext, upload: Upload): void {
  context.journal.put('suno-uploads', upload.id, upload)
}

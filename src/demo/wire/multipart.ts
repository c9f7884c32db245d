import { Refusal } from './refusal'

export interface FormFile {
  readonly field: string
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Buffer
}

export interface Form {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly FormFile[]
}

const HEADER_END = Buffer.from('\r\n\r\n')

/** Parses multipart/form-data; throws a 400 refusal for a body that is not what its header says. */
export function parseForm(contentType: string, body: Buffer): Form {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType)
  const name = boundary?.[1] ?? boundary?.[2]
  if (!contentType.startsWith('multipart/form-data') || name === undefined) {
    throw new Refusal(400, 'invalid_request', "request Content-Type isn't multipart/form-data")
  }
  const fields: Record<string, string> = {}
  const files: FormFile[] = []
  for (const part of splitParts(body, Buffer.from(`--${name}`))) {
    const end = part.indexOf(HEADER_END)
    if (end < 0) continue
    const header = part.subarray(0, end).toString('utf8')
    const content = part.subarray(end + HEADER_END.length)
    const field = /[;\s]name="([^"]*)"/i.exec(header)?.[1] ?? ''
    const fileName = /filename="([^"]*)"/i.exec(header)?.[1]
    if (fileName === undefined) {
      fields[field] = content.toString('utf8')
      continue
    }
    const type = /content-type:\s*([^\r\n]+)/i.exec(header)?.[1] ?? 'application/octet-stream'
    files.push({ field, fileName, contentType: type.trim(), bytes: Buffer.from(content) })
  }
  if (Object.keys(fields).length === 0 && files.length === 0) {
    throw new Refusal(400, 'invalid_request', 'multipart: NextPart: EOF')
  }
  return { fields, files }
}

function splitParts(body: Buffer, delimiter: Buffer): Buffer[] {
  const parts: Buffer[] = []
  let start = body.indexOf(delimiter)
  while (start >= 0) {
    const from = start + delimiter.length
    const next = body.indexOf(delimiter, from)
    if (next < 0) break
    // Each part stands between CRLFs that belong to the delimiters.
    parts.push(body.subarray(from + 2, next - 2))
    start = next
  }
  return parts
}

import {
  type CodeInput,
  KEY_VARIABLE,
  type CodeFile,
  createFileNames,
  type LiteralStyle,
  partsOf,
  uploadUrlOf,
  urlOf,
  writeLiteral,
} from './code-request'

const text = (value: string): string => JSON.stringify(value)

const STYLE: LiteralStyle = {
  nothing: 'null',
  yes: 'true',
  no: 'false',
  key: text,
  file: (file, delivery) => {
    if (delivery === 'mime-type') return text(file.mime)
    if (delivery === 'link') return `(await linkTo(${text(file.name)}))`
    const base64 = `(await readFile(${text(file.name)}, 'base64'))`
    return delivery === 'data-uri' ? `${text(`data:${file.mime};base64,`)} + ${base64}` : base64
  },
}

export function typescriptCode(input: CodeInput): string {
  const { request } = input
  const fileOf = createFileNames(input.fileNameOf)
  const parts = request.content === 'multipart' ? partsOf(request.body, fileOf) : []
  const body = request.content === 'json' ? writeLiteral(request.body, STYLE, fileOf) : null
  const form = parts.map((part) =>
    'file' in part
      ? `form.append(${text(part.name)}, ${openedFile(part.file)}, ${text(part.file.name)})`
      : `form.append(${text(part.name)}, ${text(part.text)})`,
  )
  const needsLinks = body?.includes('await linkTo(') === true
  const needsFiles = needsLinks || parts.some((part) => 'file' in part) || body?.includes('await readFile(') === true
  const json = body === null ? [] : [`    'Content-Type': 'application/json',`]
  return [
    ...(needsFiles ? ["import { readFile } from 'node:fs/promises'", ''] : []),
    ...(needsLinks ? linkHelper(input.baseUrl) : []),
    ...(body === null ? [] : [`const body = ${body}`, '']),
    ...(form.length === 0 ? [] : ['const form = new FormData()', ...form, '']),
    `const response = await fetch(${text(urlOf(input))}, {`,
    `  method: ${text(request.method)},`,
    '  headers: {',
    `    Authorization: \`Bearer \${process.env.${KEY_VARIABLE}}\`,`,
    ...json,
    '  },',
    ...(body === null ? [] : ['  body: JSON.stringify(body),']),
    ...(form.length === 0 ? [] : ['  body: form,']),
    '})',
    'if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`)',
    "console.log(response.headers.get('content-type'), (await response.arrayBuffer()).byteLength)",
    '',
  ].join('\n')
}

function linkHelper(baseUrl: string): readonly string[] {
  return [
    'async function linkTo(path: string): Promise<string> {',
    '  const form = new FormData()',
    "  form.append('file', new Blob([await readFile(path)]), path)",
    `  const answer = await fetch(${text(uploadUrlOf(baseUrl))}, {`,
    "    method: 'POST',",
    `    headers: { Authorization: \`Bearer \${process.env.${KEY_VARIABLE}}\` },`,
    '    body: form,',
    '  })',
    '  if (!answer.ok) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`)',
    '  return ((await answer.json()) as { url: string }).url',
    '}',
    '',
  ]
}

function openedFile(file: CodeFile): string {
  return `new Blob([await readFile(${text(file.name)})], { type: ${text(file.mime)} })`
}

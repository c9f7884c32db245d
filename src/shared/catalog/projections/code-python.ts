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

/** JSON text is also a Python literal, but for lone surrogates, which cannot be sent anyway. */
const text = (value: string): string => JSON.stringify(value)

const STYLE: LiteralStyle = {
  nothing: 'None',
  yes: 'True',
  no: 'False',
  key: text,
  file: (file, delivery) => {
    if (delivery === 'link') return `link_to(${text(file.name)})`
    const base64 = `base64_of(${text(file.name)})`
    return delivery === 'data-uri' ? `${text(`data:${file.mime};base64,`)} + ${base64}` : base64
  },
}

export function pythonCode(input: CodeInput): string {
  const { request } = input
  const fileOf = createFileNames(input.fileNameOf)
  const parts = request.content === 'multipart' ? partsOf(request.body, fileOf) : []
  const body = request.content === 'json' ? writeLiteral(request.body, STYLE, fileOf) : null
  const needsBase64 = body?.includes('base64_of(') === true
  const helper = [
    ...(needsBase64 ? BASE64_HELPER : []),
    ...(body?.includes('link_to(') === true ? linkHelper(input.baseUrl) : []),
  ]
  const lines = parts.map((part) =>
    'file' in part
      ? `    (${text(part.name)}, ${openedFile(part.file)}),`
      : `    (${text(part.name)}, (None, ${text(part.text)})),`,
  )
  return [
    ...(needsBase64 ? ['import base64'] : []),
    'import os',
    '',
    'import requests',
    '',
    ...helper,
    ...(body === null ? [] : [`body = ${body}`, '']),
    ...(lines.length === 0 ? [] : ['parts = [', ...lines, ']', '']),
    `response = requests.request(`,
    `    ${text(request.method)},`,
    `    ${text(urlOf(input))},`,
    `    headers={"Authorization": "Bearer " + os.environ["${KEY_VARIABLE}"]},`,
    ...(body === null ? [] : ['    json=body,']),
    ...(lines.length === 0 ? [] : ['    files=parts,']),
    '    timeout=600,',
    ')',
    'response.raise_for_status()',
    'print(response.headers["content-type"], response.content[:2000])',
    '',
  ].join('\n')
}

const BASE64_HELPER = [
  '',
  'def base64_of(path):',
  '    with open(path, "rb") as file:',
  '        return base64.b64encode(file.read()).decode()',
  '',
  '',
] as const

function linkHelper(baseUrl: string): readonly string[] {
  return [
    '',
    'def link_to(path):',
    '    with open(path, "rb") as file:',
    '        answer = requests.post(',
    `            ${text(uploadUrlOf(baseUrl))},`,
    `            headers={"Authorization": "Bearer " + os.environ["${KEY_VARIABLE}"]},`,
    '            files={"file": file},',
    '            timeout=600,',
    '        )',
    '    answer.raise_for_status()',
    '    return answer.json()["url"]',
    '',
    '',
  ]
}

function openedFile(file: CodeFile): string {
  return `(${text(file.name)}, open(${text(file.name)}, "rb"), ${text(file.mime)})`
}

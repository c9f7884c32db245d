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

export const PYTHON_STYLE: LiteralStyle = {
  nothing: 'None',
  yes: 'True',
  no: 'False',
  key: text,
  file: (file, delivery) => {
    if (delivery === 'mime-type') return text(file.mime)
    if (delivery === 'link') return `link_to(${text(file.name)})`
    const base64 = `base64_of(${text(file.name)})`
    return delivery === 'data-uri' ? `${text(`data:${file.mime};base64,`)} + ${base64}` : base64
  },
}

export function pythonCode(input: CodeInput): string {
  const { request } = input
  const fileOf = createFileNames(input.fileNameOf)
  const parts = request.content === 'multipart' ? partsOf(request.body, fileOf) : []
  const body = request.content === 'json' ? writeLiteral(request.body, PYTHON_STYLE, fileOf) : null
  const { imports, helpers } = pythonHelpersFor(body ?? '', input.baseUrl)
  const lines = parts.map((part) =>
    'file' in part
      ? `    (${text(part.name)}, ${openedFile(part.file)}),`
      : `    (${text(part.name)}, (None, ${text(part.text)})),`,
  )
  return [
    ...imports,
    'import os',
    '',
    'import requests',
    '',
    ...helpers,
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

/** The functions that a literal in {@link PYTHON_STYLE} calls, and what they import. */
export function pythonHelpersFor(
  literal: string,
  baseUrl: string,
): { readonly imports: readonly string[]; readonly helpers: readonly string[] } {
  const needsBase64 = literal.includes('base64_of(')
  return {
    imports: needsBase64 ? ['import base64'] : [],
    helpers: [...(needsBase64 ? BASE64_HELPER : []), ...(literal.includes('link_to(') ? linkHelper(baseUrl) : [])],
  }
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

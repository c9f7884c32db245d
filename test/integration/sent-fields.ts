import type { ReceivedRequest } from '@demo/wire/gateway-request'
import { parseForm } from '@demo/wire/multipart'
import type { FieldSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { Members } from '../fakes/documented-calls'

/** The members of a body that arrived: JSON as it is, a form with its files by name and JSON texts read. */
export function membersOf({ headers, body }: ReceivedRequest): Members {
  const contentType = headers['content-type'] ?? ''
  if (body.length === 0) return {}
  if (!contentType.startsWith('multipart/')) return JSON.parse(body.toString('utf8')) as Members
  const { fields, files } = parseForm(contentType, body)
  const texts = Object.entries(fields).map(([name, text]) => [name, readText(text)] as const)
  return Object.fromEntries([...texts, ...files.map(({ field, fileName }) => [field, `@${fileName}`] as const)])
}

/** JSON inside of a text, as forms carry objects; any other text is itself. */
export function readText(text: string): unknown {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** The keys of the fields that a request does not hold, judged by what arrived alone. */
export function unsentFields(
  fields: readonly FieldSpec[],
  params: Params,
  request: ReceivedRequest,
): readonly string[] {
  const members = membersOf(request)
  return fields.filter((field) => !isSent(field, params, members, request)).map(({ key }) => key)
}

function isSent(field: FieldSpec, params: Params, members: Members, { path, query }: ReceivedRequest): boolean {
  const { wire, key } = field
  const name = wire?.name ?? key
  switch (wire?.in) {
    case 'path':
      return decodeURIComponent(path).includes(String(params[key]))
    case 'query':
      return query.has(name)
    case 'prompt-flag':
      return params[key] === false || textsIn(members).some((text) => ` ${text} `.includes(` ${name} `))
    case 'prompt-mention':
      return textsIn(members).some((text) => text.includes('@'))
    case 'body-root':
      return Object.keys(valueAt(members, wire.name ?? '') ?? {}).length > 0
    default: {
      const value = valueAt(members, name)
      if (wire?.item === undefined) return value !== undefined
      const { path: inner, constants } = wire.item
      return (Array.isArray(value) ? (value as readonly unknown[]) : []).some(
        (item) =>
          valueAt(item, inner) !== undefined &&
          Object.entries(constants).every(([constant, wanted]) => valueAt(item, constant) === wanted),
      )
    }
  }
}

function textsIn(members: Members): readonly string[] {
  return (
    JSON.stringify(members)
      .match(/"(?:[^"\\]|\\.)*"/g)
      ?.map((text) => JSON.parse(text) as string) ?? []
  )
}

function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value
  return path.split('.').reduce<unknown>((found, name) => {
    if (typeof found !== 'object' || found === null) return undefined
    return (found as Members)[name]
  }, value)
}

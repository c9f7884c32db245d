/** What a template of names may speak of. */
export interface ExportNameFacts {
  readonly title: string
  readonly modelId: string | null
  readonly createdAtMs: number
  readonly rating: number
  readonly id: string
  /** 1 for the first of the set. */
  readonly number: number
  readonly count: number
}

export const NAME_TOKENS = ['{title}', '{model}', '{date}', '{time}', '{number}', '{rating}', '{id}'] as const
export const DEFAULT_NAME_TEMPLATE = '{number} {title} {model}'

const MAX_TITLE = 60

/** The name of one item without its extension; what a token does not know becomes nothing. */
export function nameByTemplate(template: string, facts: ExportNameFacts): string {
  const date = new Date(facts.createdAtMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  const signs = Array.from(facts.title.split('\n')[0] ?? '')
  const values: Readonly<Record<string, string>> = {
    title: signs.length > MAX_TITLE ? `${signs.slice(0, MAX_TITLE).join('').trimEnd()}…` : signs.join(''),
    model: facts.modelId ?? '',
    date: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}-${two(date.getMinutes())}-${two(date.getSeconds())}`,
    number: String(facts.number).padStart(String(facts.count).length, '0'),
    rating: String(facts.rating),
    id: facts.id.slice(-6),
  }
  const name = template.replaceAll(/\{(\w+)\}/g, (whole, token: string) => values[token] ?? whole)
  return name.replaceAll(/\s+/g, ' ').trim()
}

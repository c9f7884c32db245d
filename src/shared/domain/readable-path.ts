import type { AssetDetail } from './asset'
import { nameByTemplate } from './export-name'
import type { MediaKind } from './media'

/** Folders and name of the files that a person finds without the studio; `/` stands between folders. */
export const READABLE_TEMPLATES = [
  { template: '{year}/{year}-{month}/{title}', label: 'By year and month' },
  { template: '{year}/{year}-{month}-{day}/{title}', label: 'By day' },
  { template: '{kind}/{year}-{month}/{title}', label: 'By kind and month' },
  { template: '{model}/{title}', label: 'By model' },
  { template: '{date} {title}', label: 'All in one folder' },
] as const
export const DEFAULT_READABLE_TEMPLATE: string = READABLE_TEMPLATES[0].template
export const READABLE_TOKENS = [
  '{title}',
  '{model}',
  '{kind}',
  '{year}',
  '{month}',
  '{day}',
  '{date}',
  '{time}',
  '{rating}',
  '{id}',
] as const

const KIND_FOLDERS: Readonly<Record<MediaKind, string>> = {
  image: 'Pictures',
  video: 'Clips',
  audio: 'Sound',
  text: 'Texts',
}

export type ReadableFacts = Pick<
  AssetDetail,
  'id' | 'title' | 'displayName' | 'modelId' | 'createdAtMs' | 'rating' | 'media'
>

/**
 * The folders and the name by a template, not yet made safe for a file system. What a title says never makes a folder;
 * a part that comes out empty says what it lacks.
 */
export function readableParts(template: string, facts: ReadableFacts): readonly string[] {
  const { media, createdAtMs } = facts
  const date = new Date(createdAtMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  const own: Readonly<Record<string, string>> = {
    kind: KIND_FOLDERS[media],
    year: String(date.getFullYear()),
    month: two(date.getMonth() + 1),
    day: two(date.getDate()),
  }
  const title = (facts.title || facts.displayName).replaceAll(/[/\\]/g, ' ')
  const model = facts.modelId?.replaceAll('/', '-') ?? null
  const parts = template.split('/').filter((part) => part.trim() !== '')
  return (parts.length > 0 ? parts : ['{title}']).map((part, index, all) => {
    const withOwn = part.replaceAll(/\{(\w+)\}/g, (whole, token: string) => own[token] ?? whole)
    const name = nameByTemplate(withOwn, { ...facts, title, modelId: model, number: 1, count: 1 })
    return name || (index === all.length - 1 ? 'Untitled' : 'Other')
  })
}

import type { ChoiceOption } from '@shared/catalog/types'
import { groupBy } from '@shared/lib/group-by'
import { optionLabel } from './choices'

export interface GalleryGroup {
  readonly group: string
  readonly options: readonly ChoiceOption[]
}

/** The options whose name, word on the wire or group holds every word of the search, by group. */
export function galleryGroups(options: readonly ChoiceOption[], search: string): readonly GalleryGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = options.filter((option) => {
    const text = `${optionLabel(option)} ${String(option.value)} ${option.group ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return [...groupBy(fitting, ({ group }) => group ?? 'Others')].map(([group, members]) => ({
    group,
    options: members,
  }))
}

import { allowsOther, optionsOf, valueOf } from '@shared/catalog/projections/values'
import type { ChoiceOption, FieldSpec } from '@shared/catalog/types'

export function optionLabel(option: ChoiceOption): string {
  return option.label ?? String(option.value)
}

/** What a choice stands at; one that nobody set stands at “automatic” where the vendor has a word for it. */
export function shownChoice(field: FieldSpec, value: unknown): unknown {
  const given = valueOf(field, { [field.key]: value })
  if (given !== undefined) return given
  return optionsOf(field.kind)?.find((option) => option.value === 'auto')?.value
}

const MAX_SEGMENTS = 4
/** What fits into the narrowest form pane, at about 7 px a character and 22 px around each word. */
const MAX_WIDTH_PX = 268

/** True where the options stand side by side, so that a choice nobody made shows by no mark on any of them. */
export function showsAllOptions({ kind }: FieldSpec): boolean {
  if (kind.type === 'aspect-ratio') return true
  const options = optionsOf(kind)
  return options !== null && !allowsOther(kind) && fitsOneLine(options.map(optionLabel))
}

/** True where all options can stand side by side. */
export function fitsOneLine(labels: readonly string[]): boolean {
  if (labels.length > MAX_SEGMENTS) return false
  return labels.reduce((width, label) => width + label.length * 7 + 22, 0) <= MAX_WIDTH_PX
}

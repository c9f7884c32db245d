import type { ChoiceOption } from '@shared/catalog/types'

export function optionLabel(option: ChoiceOption): string {
  return option.label ?? String(option.value)
}

const MAX_SEGMENTS = 4
/** What fits into the narrowest form pane, at about 7 px a character and 22 px around each word. */
const MAX_WIDTH_PX = 268

/** True where all options can stand side by side. */
export function fitsOneLine(labels: readonly string[]): boolean {
  if (labels.length > MAX_SEGMENTS) return false
  return labels.reduce((width, label) => width + label.length * 7 + 22, 0) <= MAX_WIDTH_PX
}

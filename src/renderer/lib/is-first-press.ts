/** False for the second half of a double click, which is not a second order. A press by keys counts as the first. */
export function isFirstPress(event: { readonly detail: number }): boolean {
  return event.detail <= 1
}

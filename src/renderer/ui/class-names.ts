type ClassValue = string | false | null | undefined

/** Joins class names, leaving out what is not set. */
export function classNames(...values: readonly ClassValue[]): string {
  return values.filter(Boolean).join(' ')
}

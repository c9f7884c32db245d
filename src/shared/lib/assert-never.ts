/** Ends a switch over a union: a new member becomes a compile error here, a wrong value a loud one. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}

import { useLayoutEffect, useRef, useState } from 'react'

type Functions = Readonly<Record<string, (...values: never[]) => unknown>>

/**
 * Functions that keep their identity while they do what the newest render says, so that a long list does not
 * render again with every letter that is typed beside it.
 */
export function useStable<Stable extends Functions>(functions: Stable): Stable {
  const newest = useRef(functions)
  useLayoutEffect(() => {
    newest.current = functions
  })
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.keys(functions).map((name) => [name, (...values: never[]) => newest.current[name]?.(...values)]),
      ) as Stable,
  )
  return stable
}

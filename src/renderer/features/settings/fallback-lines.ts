type Fallbacks = Readonly<Record<string, readonly string[]>>

/** Chains as lines of the form `first > second > third`. */
export function writeFallbacks(fallbacks: Fallbacks): string {
  return Object.entries(fallbacks)
    .map(([modelId, next]) => [modelId, ...next].join(' > '))
    .join('\n')
}

/** Lines without a second model say nothing and are left out; of two chains for one model the last one counts. */
export function readFallbacks(text: string): Fallbacks {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [modelId, ...next] = line
        .split('>')
        .map((part) => part.trim())
        .filter((part) => part !== '')
      return modelId === undefined || next.length === 0 ? [] : [[modelId, next.slice(0, 8)] as const]
    }),
  )
}

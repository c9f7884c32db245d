/** What is being typed that offers something to choose from. */
export interface Trigger {
  readonly kind: 'mention' | 'prompt'
  /** What was typed behind the sign. */
  readonly query: string
  /** Where the sign stands. */
  readonly start: number
}

const MENTION = /(?:^|[\s(["'])@([^\s@]{0,40})$/
const PROMPT = /^\/([^\s/]{0,60})$/

/** What the words before the caret ask for: `@…` anywhere, `/…` at the beginning. */
export function triggerAt(text: string, caret: number): Trigger | null {
  // Only the last few words matter; a novel must not be looked through with each key.
  const before = text.slice(Math.max(0, caret - 80), caret)
  const prompt = caret <= 61 ? PROMPT.exec(before) : null
  if (prompt) return { kind: 'prompt', query: prompt[1] ?? '', start: 0 }
  const mention = MENTION.exec(before)
  if (!mention) return null
  const query = mention[1] ?? ''
  return { kind: 'mention', query, start: caret - query.length - 1 }
}

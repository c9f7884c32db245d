/** The model's wish in its own words; the arguments as they are where there is no prompt in them. */
export function promptOfCall(argumentsText: string): string {
  const value = parse(argumentsText)
  const prompt = value?.['prompt']
  return typeof prompt === 'string' ? prompt : argumentsText
}

/** JSON in lines; text that is none stays as it is. */
export function inLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

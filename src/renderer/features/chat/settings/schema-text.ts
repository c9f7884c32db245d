/** What is wrong with the text of a schema, for a person; null where it is one. */
export function faultOfSchemaText(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? null : 'A schema is a JSON object.'
  } catch (error) {
    return `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}`
  }
}

/** Reads a JSON column that this program wrote; a NULL stays null. */
export function fromJson<Value>(text: string): Value
export function fromJson<Value>(text: string | null): Value | null
export function fromJson<Value>(text: string | null): Value | null {
  return text === null ? null : (JSON.parse(text) as Value)
}

export function toJson(value: unknown): string
export function toJson(value: null): null
export function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

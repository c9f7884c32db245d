import { type Fields, isFields, listField, textField } from '../wire/fields'

export interface ToolCall {
  readonly id: string
  readonly name: string
  /** JSON text, as the wire wants it. */
  readonly arguments: string
}

/** What is asked for in words, and what tools that make it are called. */
const WISHES: readonly (readonly [asks: RegExp, makes: RegExp])[] = [
  [/\b(animate|clip|video|film)\b/i, /clip|video|animat/i],
  [/\b(sing|song|music|tune)\b/i, /song|music|sing/i],
  [/\b(read aloud|speak|say it)\b/i, /speak|speech/i],
  [/\b(draw|paint|picture|image|illustrat\w+|photo|sketch|poster)\b/i, /image|picture|draw|paint|generat/i],
]

/** The tool the model would call for this text; null when none fits. */
export function chooseTool(fields: Fields, text: string, callId: string): ToolCall | null {
  if (fields.tool_choice === 'none') return null
  const tools = listField(fields, 'tools')
    .filter(isFields)
    .map((tool) => tool.function)
    .filter(isFields)
  const forced =
    isFields(fields.tool_choice) && isFields(fields.tool_choice.function)
      ? textField(fields.tool_choice.function, 'name')
      : ''
  const named = tools.find((tool) => textField(tool, 'name') !== '' && text.includes(textField(tool, 'name')))
  const mustCall = forced !== '' || fields.tool_choice === 'required'
  const tool =
    tools.find((candidate) => textField(candidate, 'name') === forced) ??
    named ??
    toolForWish(tools, text) ??
    (mustCall ? tools[0] : undefined)
  if (tool === undefined) return null
  return { id: callId, name: textField(tool, 'name'), arguments: JSON.stringify(argumentsFor(tool, text)) }
}

function toolForWish(tools: readonly Fields[], text: string): Fields | undefined {
  const [, makes] = WISHES.find(([asks]) => asks.test(text)) ?? []
  if (makes === undefined) return undefined
  const isFitting = (words: string): boolean => makes.test(words)
  return (
    tools.find((tool) => isFitting(textField(tool, 'name'))) ??
    tools.find((tool) => isFitting(textField(tool, 'description')))
  )
}

/** Values for the tool's parameters: the text where a prompt is wanted, the first choice of an enum. */
function argumentsFor(tool: Fields, text: string): Record<string, unknown> {
  const schema = isFields(tool.parameters) ? tool.parameters : {}
  const properties = isFields(schema.properties) ? schema.properties : {}
  const required = listField(schema, 'required')
  const values: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(properties)) {
    if (!isFields(property)) continue
    const isPrompt = /prompt|description|text|subject/i.test(name)
    if (!isPrompt && !required.includes(name)) continue
    values[name] = valueFor(property, isPrompt, text)
  }
  return values
}

function valueFor(property: Fields, isPrompt: boolean, text: string): unknown {
  const choices = listField(property, 'enum')
  if (choices.length > 0) return choices[0]
  if (property.default !== undefined) return property.default
  if (property.type === 'integer' || property.type === 'number') return property.minimum ?? 1
  if (property.type === 'boolean') return false
  if (property.type === 'array') return []
  return isPrompt ? text.trim() : ''
}

import { type Fields, isFields, listField, textField } from '../wire/fields'

export interface ToolCall {
  readonly id: string
  readonly name: string
  /** JSON text, as the wire wants it. */
  readonly arguments: string
}

const ASKS_FOR_PICTURE = /\b(draw|paint|picture|image|illustrat\w+|photo|sketch|poster)\b/i
const MAKES_PICTURES = /image|picture|draw|paint|generat/i

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
  const isWanted = forced !== '' || fields.tool_choice === 'required' || ASKS_FOR_PICTURE.test(text)
  if (!isWanted) return null
  const fitting =
    tools.find((tool) => textField(tool, 'name') === forced) ??
    tools.find((tool) => MAKES_PICTURES.test(`${textField(tool, 'name')} ${textField(tool, 'description')}`))
  const tool = fitting ?? (forced !== '' || fields.tool_choice === 'required' ? tools[0] : undefined)
  if (tool === undefined) return null
  return { id: callId, name: textField(tool, 'name'), arguments: JSON.stringify(argumentsFor(tool, text)) }
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

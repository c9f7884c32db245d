import type { StudioToolName } from '../../domain/chat-settings'
import type { MediaKind } from '../../domain/media'
import { OPERATIONS } from '../operations'
import type { OperationIntent, OperationSpec } from '../types'

/** A tool that a model may call: words for the model and for the person, and which operations can do it. */
export interface StudioTool {
  readonly name: StudioToolName
  /** On the card and in the settings. */
  readonly title: string
  /** What the model is told. */
  readonly description: string
  readonly output: MediaKind
  readonly intent: OperationIntent
  readonly takesPicture: boolean
  readonly parameters: Readonly<Record<string, unknown>>
}

const PROMPT = {
  type: 'string',
  description: 'What to make, in plain English: subject, surroundings, light, style. One paragraph.',
}
const PICTURE = {
  type: 'integer',
  minimum: 1,
  description: 'Which picture of this talk, counted from the newest: 1 is the newest. Leave it out for the newest.',
}

const words = (properties: Readonly<Record<string, unknown>>, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

export const STUDIO_TOOL_LIST: readonly StudioTool[] = [
  {
    name: 'make_picture',
    title: 'Make a picture',
    description: 'Makes a picture from words and shows it to the person. Costs money; the person is asked first.',
    output: 'image',
    intent: 'create',
    takesPicture: false,
    parameters: words({ prompt: PROMPT }, ['prompt']),
  },
  {
    name: 'edit_picture',
    title: 'Change a picture',
    description: 'Changes a picture of this talk as described. Costs money; the person is asked first.',
    output: 'image',
    intent: 'edit',
    takesPicture: true,
    parameters: words({ prompt: PROMPT, picture: PICTURE }, ['prompt']),
  },
  {
    name: 'make_clip',
    title: 'Make a clip',
    description: 'Makes a short video clip from words. Takes minutes and costs money; the person is asked first.',
    output: 'video',
    intent: 'create',
    takesPicture: false,
    parameters: words({ prompt: PROMPT }, ['prompt']),
  },
  {
    name: 'animate_picture',
    title: 'Animate a picture',
    description:
      'Turns a picture of this talk into a short video clip. Takes minutes and costs money; the person is asked first.',
    output: 'video',
    intent: 'animate',
    takesPicture: true,
    parameters: words({ prompt: { ...PROMPT, description: 'What moves and how.' }, picture: PICTURE }, ['prompt']),
  },
  {
    name: 'make_song',
    title: 'Make a song',
    description: 'Makes a song from a description or from lyrics. Takes minutes and costs money; the person is asked.',
    output: 'audio',
    intent: 'create',
    takesPicture: false,
    parameters: words({ prompt: { type: 'string', description: 'Style and content, or the lyrics.' } }, ['prompt']),
  },
  {
    name: 'speak',
    title: 'Speak a text',
    description: 'Speaks a text aloud as a sound file. Costs money; the person is asked first.',
    output: 'audio',
    intent: 'speak',
    takesPicture: false,
    parameters: words({ prompt: { type: 'string', description: 'The text, word for word.' } }, ['prompt']),
  },
]

const byName: ReadonlyMap<string, StudioTool> = new Map(STUDIO_TOOL_LIST.map((tool) => [tool.name, tool]))

export function findStudioTool(name: string): StudioTool | undefined {
  return byName.get(name)
}

/** One way to carry out a tool. */
export interface ToolMaker {
  /** `operation|model`, as the chat's settings keep it. */
  readonly value: string
  readonly operation: OperationSpec
  readonly modelId: string
}

/** The operations that can do it, in catalog order; each with each of its models. */
export function makersOf(tool: StudioTool): readonly ToolMaker[] {
  return OPERATIONS.filter((operation) => canMake(operation, tool)).flatMap((operation) =>
    operation.models.map((modelId) => ({ value: `${operation.id}|${modelId}`, operation, modelId })),
  )
}

/** The maker that the chat chose, else the catalog's first; undefined where nothing can do it. */
export function makerOf(tool: StudioTool, chosen: string | undefined): ToolMaker | undefined {
  const makers = makersOf(tool)
  return makers.find(({ value }) => value === chosen) ?? makers[0]
}

function canMake(operation: OperationSpec, tool: StudioTool): boolean {
  if (operation.output !== tool.output || operation.intent !== tool.intent || operation.isFollowUp === true)
    return false
  const pictures = operation.fields.filter(({ kind }) => kind.type === 'asset' && kind.media.includes('image'))
  const others = operation.fields.filter(
    ({ kind, isRequired }) =>
      isRequired === true && kind.type !== 'prompt' && !(kind.type === 'asset' && kind.media.includes('image')),
  )
  const hasPrompt = operation.fields.some(({ kind }) => kind.type === 'prompt')
  // What needs more than words and a picture is for the form, where the person sees it.
  const needsMore = others.some(({ default: standard }) => standard === undefined)
  const needsPicture = pictures.some(({ isRequired }) => isRequired === true)
  return hasPrompt && !needsMore && (tool.takesPicture ? pictures.length > 0 : !needsPicture)
}

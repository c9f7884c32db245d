import { type Fields, fieldsOf, listOf, parseJson, stringOf } from './read-fields'

/** Puts the blocks of an answer together exactly as the vendor meant them, for a turn that goes back to it. */
export interface TurnRecorder {
  readonly open: (index: number, block: Fields) => void
  readonly add: (index: number, delta: Fields) => void
  /** In the order of their numbers. */
  readonly content: () => readonly Fields[]
}

interface OpenBlock {
  block: Fields
  /** Arguments come as pieces of JSON. */
  json: string
}

export function createTurnRecorder(): TurnRecorder {
  const blocks = new Map<number, OpenBlock>()
  return {
    open: (index, block) => void blocks.set(index, { block, json: '' }),
    add: (index, delta) => {
      const open = blocks.get(index)
      if (!open) return
      if (delta.type === 'input_json_delta') open.json += stringOf(delta.partial_json)
      else open.block = grown(open.block, delta)
    },
    content: () => [...blocks].sort(([first], [second]) => first - second).map(([, open]) => closed(open)),
  }
}

function grown(block: Fields, delta: Fields): Fields {
  switch (delta.type) {
    case 'text_delta':
      return { ...block, text: stringOf(block.text) + stringOf(delta.text) }
    case 'thinking_delta':
      return { ...block, thinking: stringOf(block.thinking) + stringOf(delta.thinking) }
    case 'signature_delta':
      return { ...block, signature: stringOf(block.signature) + stringOf(delta.signature) }
    case 'citations_delta':
      return { ...block, citations: [...listOf(block.citations), delta.citation] }
    default:
      return block
  }
}

const closed = ({ block, json }: OpenBlock): Fields =>
  json === '' ? block : { ...block, input: fieldsOf(parseJson(json)) ?? {} }

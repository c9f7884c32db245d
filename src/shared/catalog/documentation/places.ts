import { OPERATIONS } from '../operations'
import { PYTHON_PAGES } from './python-pages'

/** Where in the studio a page of the documentation is at work. */
export type Place =
  | { readonly kind: 'operation'; readonly operationId: string }
  | { readonly kind: 'guide'; readonly section: string }
  | { readonly kind: 'settings'; readonly section: string }
  | { readonly kind: 'chat' }

export interface Coverage {
  /** One line for people: how the page works here. */
  readonly how: string
  readonly places: readonly Place[]
}

const guide = (section: string): Place => ({ kind: 'guide', section })
const KLING_VOICES: Place = { kind: 'operation', operationId: 'kling.voice.create' }
const CHAT: Place = { kind: 'chat' }

/** Pages that are more, or something else, than an operation of the catalog. */
const BESIDES: Readonly<Record<string, Coverage>> = {
  D001: { how: 'Quick start of the guide; first run', places: [guide('quick-start')] },
  D002: { how: 'Quick start of the guide; first run', places: [guide('quick-start')] },
  D003: { how: 'Guidelines, and what the studio does about them by itself', places: [guide('guidelines')] },
  D004: { how: 'Examples that open filled in', places: [guide('examples')] },
  D005: { how: 'Price list; the price beside every button that spends', places: [guide('prices')] },
  D006: { how: 'Error codes; every failure in plain words', places: [guide('errors')] },
  D007: { how: 'Chats with any model', places: [CHAT] },
  D010: { how: 'Not supported, says ChainHub: transcribe, then ask a chat to translate', places: [CHAT] },
  D012: { how: 'Chats that go on with a text, through the completions protocol', places: [CHAT] },
  D013: { how: 'Chats through the Responses protocol, with tools', places: [CHAT] },
  D014: { how: 'Chats with a GPT: type gpt-4-gizmo-… as the model', places: [CHAT] },
  D015: { how: 'Chats with Gemini', places: [CHAT] },
  D016: { how: 'Chats with Gemini in the compatible format', places: [CHAT] },
  D017: { how: 'Chats with Gemini in the compatible format', places: [CHAT] },
  D018: { how: 'Pictures in a chat with Gemini', places: [CHAT] },
  D020: { how: 'Chats with Gemini in its native format, streamed', places: [CHAT] },
  D021: { how: 'Thinking in a chat with Gemini, shown folded', places: [CHAT] },
  D026: { how: 'Web search in a chat with Gemini, with its sources', places: [CHAT] },
  D028: { how: 'Chats with Gemini in its native format', places: [CHAT] },
  D030: { how: 'Chats with Claude', places: [CHAT] },
  D031: { how: 'Chats with Claude in the compatible format, streamed', places: [CHAT] },
  D032: { how: 'Extended thinking in a chat with Claude, shown folded', places: [CHAT] },
  D033: { how: 'Pictures in a chat with Claude', places: [CHAT] },
  D034: { how: 'Pictures in a chat with Claude, streamed', places: [CHAT] },
  D035: { how: 'Chats with Claude; an answer that comes whole is taken as well', places: [CHAT] },
  D036: { how: 'Tools in a chat with Claude, each call asked for', places: [CHAT] },
  D037: { how: 'Chats with Claude in its native format, streamed', places: [CHAT] },
  D038: { how: 'Answers by a JSON schema in a chat with Claude', places: [CHAT] },
  D039: { how: 'Thinking in a chat with Claude, shown folded', places: [CHAT] },
  D040: { how: 'Web search in a chat with Claude, with its sources', places: [CHAT] },
  D041: { how: 'PDF files in a chat with Claude', places: [CHAT] },
  D118: { how: 'Songs in Create, with follow-ups under each result', places: [] },
  D144: {
    how: 'A receiver on your own machine that only wakes the poller',
    places: [{ kind: 'settings', section: 'gateway' }],
  },
  D181: { how: 'Official voices, listed where a form asks for a voice', places: [KLING_VOICES] },
  D182: { how: 'Own voices, deleted at Kling from the list of voices', places: [KLING_VOICES] },
  D192: { how: 'Forms for fal’s models in Create', places: [] },
  D219: { how: 'Forms for Replicate’s models in Create', places: [] },
}

const pythonRows: ReadonlySet<string> = new Set(PYTHON_PAGES.map(({ row }) => row))

/** How a page of ChainHub's documentation works in the studio; without places where it does not. */
export function placesOf(row: string): Coverage {
  const operations = OPERATIONS.filter(({ docRows }) => docRows.includes(row))
  const besides = BESIDES[row]
  const python = pythonRows.has(row) ? [guide('python')] : []
  const places: readonly Place[] = [
    ...operations.map(({ id }): Place => ({ kind: 'operation', operationId: id })),
    ...(besides?.places ?? []),
    ...python,
  ]
  return { how: besides?.how ?? wordsFor(operations.length > 0, python.length > 0), places }
}

function wordsFor(hasOperations: boolean, isPython: boolean): string {
  if (isPython) return hasOperations ? 'A form in Create, and a program in the guide' : 'A program in the guide'
  return hasOperations ? 'A form in Create' : ''
}

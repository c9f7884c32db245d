import { assertNever } from '../../lib/assert-never'
import { curlCode } from './code-curl'
import { pythonCode, pythonHelpersFor, PYTHON_STYLE } from './code-python'
import { createFileNames, KEY_VARIABLE, writeLiteral, type CodeInput } from './code-request'
import { typescriptCode } from './code-typescript'
import type { AssetPlaceholder } from './wire-request'

/** The ways in which a chat can be copied, in the order of a list. */
export const CHAT_CODE_VARIANTS = [
  { id: 'python', label: 'Python' },
  { id: 'python-stream', label: 'Python, word by word' },
  { id: 'openai', label: 'Python, openai library' },
  { id: 'openai-stream', label: 'Python, openai library, word by word' },
  { id: 'langchain', label: 'Python, LangChain' },
  { id: 'llama-index', label: 'Python, LlamaIndex' },
  { id: 'curl', label: 'cURL' },
  { id: 'typescript', label: 'TypeScript' },
] as const

export type ChatCodeVariant = (typeof CHAT_CODE_VARIANTS)[number]['id']

export interface ChatCodeMessage {
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly pictureIds: readonly string[]
}

export interface ChatCodeInput {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly modelId: string
  readonly systemPrompt: string
  /** The shown branch, oldest first, up to the question that is asked. */
  readonly messages: readonly ChatCodeMessage[]
  readonly fileNameOf?: CodeInput['fileNameOf']
}

/** A chat as a program that asks its last question again. Texts are quoted so that none becomes code; the key is read from the environment. */
export function chatAsCode(variant: ChatCodeVariant, input: ChatCodeInput): string {
  switch (variant) {
    case 'curl':
      return curlCode(requestOf(input))
    case 'python':
      return pythonCode(requestOf(input))
    case 'typescript':
      return typescriptCode(requestOf(input))
    case 'python-stream':
      return pythonStream(input)
    case 'openai':
    case 'openai-stream':
      return openAiLibrary(input, variant === 'openai-stream')
    case 'langchain':
      return langChain(input)
    case 'llama-index':
      return llamaIndex(input)
    default:
      return assertNever(variant)
  }
}

function requestOf(input: ChatCodeInput): CodeInput {
  return {
    baseUrl: input.baseUrl,
    fileNameOf: input.fileNameOf,
    request: {
      method: 'POST',
      path: '/v1/chat/completions',
      query: {},
      content: 'json',
      body: { model: input.modelId, messages: wireMessages(input) },
    },
  }
}

function wireMessages({ systemPrompt, messages }: ChatCodeInput): readonly unknown[] {
  const system = systemPrompt.trim() === '' ? [] : [{ role: 'system', content: systemPrompt }]
  return [...system, ...messages.map(({ role, text, pictureIds }) => ({ role, content: contentOf(text, pictureIds) }))]
}

function contentOf(text: string, pictureIds: readonly string[]): unknown {
  if (pictureIds.length === 0) return text
  const pictures = pictureIds.map((assetId) => {
    const url: AssetPlaceholder = { kind: 'asset-placeholder', assetId, delivery: 'data-uri' }
    return { type: 'image_url', image_url: { url } }
  })
  return [{ type: 'text', text }, ...pictures]
}

interface PythonMessages {
  readonly imports: readonly string[]
  readonly helpers: readonly string[]
  /** `messages = [...]` */
  readonly literal: string
}

function pythonMessages(input: ChatCodeInput): PythonMessages {
  const literal = writeLiteral(wireMessages(input), PYTHON_STYLE, createFileNames(input.fileNameOf))
  const { imports, helpers } = pythonHelpersFor(literal, input.baseUrl)
  return { imports, helpers, literal: `messages = ${literal}` }
}

const quoted = (text: string): string => JSON.stringify(text)
const KEY = `os.environ["${KEY_VARIABLE}"]`

function pythonStream(input: ChatCodeInput): string {
  const { imports, helpers, literal } = pythonMessages(input)
  return `${[...imports, 'import json', 'import os'].join('\n')}

import requests

${helpers.join('\n')}${helpers.length > 0 ? '\n' : ''}${literal}

with requests.post(
    ${quoted(`${input.baseUrl}/v1/chat/completions`)},
    headers={"Authorization": "Bearer " + ${KEY}, "Accept": "text/event-stream"},
    json={"model": ${quoted(input.modelId)}, "messages": messages, "stream": True},
    stream=True,
    timeout=(10, 300),
) as response:
    response.raise_for_status()
    for line in response.iter_lines():
        if not line.startswith(b"data:"):
            continue
        data = line[len(b"data:") :].strip()
        if data == b"[DONE]":
            break
        for choice in json.loads(data.decode("utf-8")).get("choices") or []:
            print(choice["delta"].get("content") or "", end="", flush=True)
print()
`
}

function openAiLibrary(input: ChatCodeInput, isStream: boolean): string {
  const { imports, helpers, literal } = pythonMessages(input)
  const call = isStream
    ? `for chunk in client.chat.completions.create(model=${quoted(input.modelId)}, messages=messages, stream=True):
    for choice in chunk.choices:
        print(choice.delta.content or "", end="", flush=True)
print()
`
    : `completion = client.chat.completions.create(model=${quoted(input.modelId)}, messages=messages)
print(completion.choices[0].message.content)
`
  return `${[...imports, 'import os'].join('\n')}

from openai import OpenAI

${helpers.join('\n')}${helpers.length > 0 ? '\n' : ''}${literal}

# A repeated request may be charged twice.
client = OpenAI(base_url=${quoted(`${input.baseUrl}/v1`)}, api_key=${KEY}, max_retries=0)
${call}`
}

function langChain(input: ChatCodeInput): string {
  const { imports, helpers, literal } = pythonMessages(input)
  return `${[...imports, 'import os'].join('\n')}

from langchain_openai import ChatOpenAI

${helpers.join('\n')}${helpers.length > 0 ? '\n' : ''}${literal}

model = ChatOpenAI(
    model=${quoted(input.modelId)},
    base_url=${quoted(`${input.baseUrl}/v1`)},
    api_key=${KEY},
    max_retries=0,
)
for chunk in model.stream(messages):
    print(chunk.content, end="", flush=True)
print()
`
}

/** Its messages hold text only: pictures of the chat are left out, and the code says so. */
function llamaIndex(input: ChatCodeInput): string {
  const texts = input.messages.map((message) => ({ ...message, pictureIds: [] }))
  const hasPictures = input.messages.some(({ pictureIds }) => pictureIds.length > 0)
  const { literal } = pythonMessages({ ...input, messages: texts })
  return `import os

from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

${hasPictures ? '# The pictures of the chat are not in here.\n' : ''}${literal}

model = OpenAILike(
    model=${quoted(input.modelId)},
    api_base=${quoted(`${input.baseUrl}/v1`)},
    api_key=${KEY},
    is_chat_model=True,
    max_retries=0,
)
print(model.chat([ChatMessage(**message) for message in messages]))
`
}

import type { Completion } from './chat-completion'
import { pieces } from './chat-stream'

const PIECES_PER_CHUNK = 12

/** The answer as chunks: thoughts, text in longer pieces than others send, a call, and the end with its counts. */
export function geminiChunks(completion: Completion): readonly object[] {
  const { reasoning, content, toolCall } = completion
  const call = toolCall && {
    functionCall: { name: toolCall.name, args: JSON.parse(toolCall.arguments) as unknown },
    thoughtSignature: 'RGVtbw==',
  }
  return [
    ...inChunks(reasoning).map((text) => chunk(completion, [{ text, thought: true }])),
    ...inChunks(content).map((text) => chunk(completion, [{ text }])),
    ...(call ? [chunk(completion, [call])] : []),
    lastChunk(completion),
  ]
}

function inChunks(text: string): readonly string[] {
  const all = pieces(text)
  const found: string[] = []
  for (let at = 0; at < all.length; at += PIECES_PER_CHUNK) found.push(all.slice(at, at + PIECES_PER_CHUNK).join(''))
  return found
}

function chunk({ id, model }: Completion, parts: readonly object[], rest: object = {}): object {
  return {
    candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }],
    modelVersion: model,
    responseId: id,
  }
}

function lastChunk(completion: Completion): object {
  const { usage, search, finishReason } = completion
  const grounding = search && {
    webSearchQueries: [search.query],
    groundingChunks: search.results.map(({ url, title }) => ({ web: { uri: url, title } })),
    groundingSupports: search.results.map(({ text }, index) => ({
      segment: { startIndex: 0, endIndex: text.length, text },
      groundingChunkIndices: [index],
    })),
  }
  const rest = {
    finishReason: finishReason === 'length' ? 'MAX_TOKENS' : 'STOP',
    ...(grounding ? { groundingMetadata: grounding } : {}),
  }
  return {
    ...chunk(completion, [{ text: '' }], rest),
    usageMetadata: {
      promptTokenCount: usage.promptTokens,
      candidatesTokenCount: usage.completionTokens - usage.reasoningTokens,
      ...(usage.reasoningTokens > 0 ? { thoughtsTokenCount: usage.reasoningTokens } : {}),
      totalTokenCount: usage.promptTokens + usage.completionTokens,
    },
  }
}

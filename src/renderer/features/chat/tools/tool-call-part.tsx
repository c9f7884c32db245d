import { Wrench } from 'lucide-react'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { findStudioTool, type StudioTool } from '@shared/catalog/chat/studio-tools'
import type { ChatMessage, ToolCallPart as ToolCall, ToolResultPart } from '@shared/domain/chat'
import type { ToolCallView } from '@shared/domain/tool-call'
import { GenerationPart } from '../thread/generation-part'
import { MakingConsent } from './making-consent'
import { OwnFunctionAnswer } from './own-function-answer'
import { promptOfCall } from './tool-call-words'
import { ToolCallDetails } from './tool-call-details'

export interface ToolCallPartProps {
  readonly call: ToolCall
  readonly result: ToolResultPart | null
  readonly message: ChatMessage
}

/** A function that the model asked for: what it would do, the person's decision, and what came of it. */
export function ToolCallPart({ call, result, message }: ToolCallPartProps) {
  const isWhole = message.state === 'complete'
  const { data } = useStudioQuery('chat.tool-calls', { messageId: message.id }, { isEnabled: isWhole })
  const row = data?.find(({ callId }) => callId === call.callId)
  const tool = findStudioTool(call.name)
  const taskId = row?.taskId ?? result?.taskId ?? null
  return (
    <section
      aria-label={`Call of ${tool?.title ?? call.name}`}
      data-tool-call={call.callId}
      data-tool-state={row?.state}
      className="flex flex-col gap-2 rounded-panel border border-line px-3 py-2.5 text-12"
    >
      <div className="flex min-w-0 items-center gap-2">
        <Wrench aria-hidden className="size-3.5 shrink-0 text-muted" />
        <h4 className="truncate text-13 font-medium">{tool?.title ?? call.name}</h4>
        <span className="ml-auto shrink-0 text-muted">{wordsOf(row, message)}</span>
      </div>
      {tool ? (
        <p data-selectable className="wrap-anywhere text-ink">
          {promptOfCall(call.argumentsText)}
        </p>
      ) : (
        <ToolCallDetails call={call} result={result} isOpen={row?.state === 'waiting'} />
      )}
      {row?.state === 'waiting' ? <Decision row={row} tool={tool} /> : null}
      {taskId === null ? null : <GenerationPart taskId={taskId} prompt={promptOfCall(call.argumentsText)} />}
      {tool && row?.state === 'failed' && taskId === null ? (
        <p role="status" className="text-danger">
          {row.resultText}
        </p>
      ) : null}
    </section>
  )
}

function Decision({ row, tool }: { readonly row: ToolCallView; readonly tool: StudioTool | undefined }) {
  return tool ? <MakingConsent row={row} tool={tool} /> : <OwnFunctionAnswer row={row} />
}

/** Where a call stands, in a word or two. */
function wordsOf(row: ToolCallView | undefined, message: ChatMessage): string {
  if (message.state === 'streaming') return 'being written'
  switch (row?.state) {
    case 'waiting':
      return 'waits for you'
    case 'running':
      return 'at work'
    case 'done':
      return 'done'
    case 'declined':
      return 'declined'
    case 'failed':
      return 'failed'
    default:
      return message.state === 'complete' ? '' : 'cut off'
  }
}

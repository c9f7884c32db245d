import { useState } from 'react'
import { request } from '@renderer/data/studio'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { Button } from '@renderer/ui/button'
import { Field } from '@renderer/ui/field'
import { TextArea } from '@renderer/ui/text-area'
import type { ToolCallView } from '@shared/domain/tool-call'
import { decide } from './decide'

/** A function of the person's own is not run here: they say what it gave, and the model goes on with that. */
export function OwnFunctionAnswer({ row }: { readonly row: ToolCallView }) {
  const [text, setText] = useState('')
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Result"
        help="The studio does not run this function. What you enter is told to the model as its result."
      >
        <TextArea value={text} onValueChange={setText} className="min-h-14 font-mono text-12" />
      </Field>
      <div className="flex gap-2">
        <Button
          variant="primary"
          size="small"
          disabledReasons={text.trim() === '' ? ['Enter what the function gave.'] : []}
          onClick={(event) => {
            if (isFirstPress(event)) void decide(request('chat.answer-tool', { toolCallId: row.id, text }))
          }}
        >
          Send the result
        </Button>
        <Button
          size="small"
          onClick={(event) => {
            if (isFirstPress(event)) void decide(request('chat.decline-tool', { toolCallId: row.id }))
          }}
        >
          Decline
        </Button>
      </div>
    </div>
  )
}

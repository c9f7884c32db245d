import { useState } from 'react'
import { request } from '@renderer/data/studio'
import { describePrice } from '@renderer/lib/format-money'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { Button } from '@renderer/ui/button'
import { Select } from '@renderer/ui/select'
import { Switch } from '@renderer/ui/switch'
import { makerOf, makersOf, type StudioTool } from '@shared/catalog/chat/studio-tools'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { ToolCallView } from '@shared/domain/tool-call'
import { decide } from './decide'

export interface MakingConsentProps {
  readonly row: ToolCallView
  readonly tool: StudioTool
}

/** Asks before money leaves: with which model, for how much, once or from now on in this chat. */
export function MakingConsent({ row, tool }: MakingConsentProps) {
  const named = row.making ? `${row.making.operationId}|${row.making.modelId}` : undefined
  const [maker, setMaker] = useState(makerOf(tool, named)?.value ?? null)
  const [allowInChat, setAllowInChat] = useState(false)
  const priceOf = usePriceLookup()
  const chosen = makersOf(tool).find(({ value }) => value === maker)
  if (!chosen) return <p className="text-muted">No model of the catalog can do this.</p>
  const price = describePrice(estimatePrice(chosen.operation, chosen.modelId, row.making?.params ?? {}, priceOf))
  return (
    <div className="flex flex-col gap-2">
      <Select
        aria-label="Made with"
        value={maker}
        onValueChange={setMaker}
        options={makersOf(tool).map(({ value, operation, modelId }) => ({
          value,
          label: `${operation.title} · ${modelId}`,
        }))}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          size="small"
          tooltip={price.detail}
          onClick={(event) => {
            if (isFirstPress(event)) void decide(request('chat.run-tool', { toolCallId: row.id, maker, allowInChat }))
          }}
        >
          {tool.title} for {price.text}
        </Button>
        <Button
          size="small"
          onClick={(event) => {
            if (isFirstPress(event)) void decide(request('chat.decline-tool', { toolCallId: row.id }))
          }}
        >
          Decline
        </Button>
        <label className="ml-auto flex items-center gap-2 text-muted">
          Without asking in this chat
          <Switch aria-label="Without asking in this chat" isOn={allowInChat} onChange={setAllowInChat} />
        </label>
      </div>
    </div>
  )
}

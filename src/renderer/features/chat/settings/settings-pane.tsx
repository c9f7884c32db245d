import { SlidersHorizontal, X } from 'lucide-react'
import { useState } from 'react'
import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { Field } from '@renderer/ui/field'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import { chatModelFacts } from '@shared/catalog/chat/chat-models'
import type { ConversationDetail } from '@shared/domain/chat'
import { patchConversation } from '../conversations/conversation-cache'
import { AdvancedSettings } from './advanced-settings'
import { AnswerSettings } from './answer-settings'
import { chatSettingsControl } from './chat-settings-control'
import { OwnFunctions } from './own-functions'
import { SchemaSettings } from './schema-settings'
import { Fold } from './setting-parts'
import { ToolSettings } from './tool-settings'

export interface SettingsPaneProps {
  /** Null: a chat that begins with its first message. */
  readonly conversation: ConversationDetail | null
  readonly onStart: () => void
  readonly onClose: () => void
}

/** What one chat is asked with: only what its model takes, the rare things folded. */
export function SettingsPane({ conversation, onStart, onClose }: SettingsPaneProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-10 shrink-0 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="text-13 font-semibold">Chat settings</h2>
        <IconButton size="small" label="Close chat settings" keys="mod+alt+B" icon={<X />} onClick={onClose} />
      </header>
      {conversation ? (
        <Settings key={conversation.id} conversation={conversation} />
      ) : (
        <EmptyState
          icon={<SlidersHorizontal />}
          title="No chat yet"
          text="Settings belong to one chat. Start it, or write its first message."
          action={<Button onClick={onStart}>Start the chat</Button>}
        />
      )}
    </div>
  )
}

function Settings({ conversation }: { readonly conversation: ConversationDetail }) {
  const control = chatSettingsControl(conversation)
  const facts = chatModelFacts(conversation.modelId)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-4 py-4">
      <Instructions conversation={conversation} />
      <AnswerSettings {...control} facts={facts} />
      {facts.takesTools ? <ToolSettings {...control} /> : null}
      {facts.takesSchema ? <SchemaSettings {...control} /> : null}
      {facts.takesTools ? (
        <Fold title="Own functions" count={control.settings.functions.length}>
          <OwnFunctions {...control} />
        </Fold>
      ) : null}
      <Fold title="More" count={0}>
        <AdvancedSettings {...control} facts={facts} />
      </Fold>
    </div>
  )
}

function Instructions({ conversation }: { readonly conversation: ConversationDetail }) {
  const [text, setText] = useState(conversation.systemPrompt)
  const save = (): void => {
    if (text === conversation.systemPrompt) return
    patchConversation(conversation.id, { systemPrompt: text })
    detach(request('chat.update', { conversationId: conversation.id, systemPrompt: text }), 'save the instructions')
  }
  return (
    <Field label="Instructions" help="Told to the model before the talk.">
      <TextArea value={text} onValueChange={setText} onBlur={save} placeholder="None" className="min-h-16" />
    </Field>
  )
}

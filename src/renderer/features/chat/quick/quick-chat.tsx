import { ClipboardPaste, ExternalLink, ImagePlus, MessageSquarePlus, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { useStudioEvent } from '@renderer/data/events'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { useCommands } from '@renderer/lib/commands'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import type { QuickClipboard } from '@shared/contracts/quick'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { attachToDraft } from '../composer/use-attachments'
import { Stage } from '../stage'
import { useStageKey } from '../use-stage-key'

/** A talk that was left for this long is not gone on with; it stays in the list of chats. */
const FORGET_AFTER_MS = 10 * 60_000
const PREVIEW_LENGTH = 60

/** A talk in a small window; what is said here is an ordinary chat. */
export function QuickChat() {
  const [openId, setOpenId] = useState<string | null>(null)
  const stage = useStageKey(openId)
  const settings = useStudioQuery('studio.settings').data
  const [modelId, setModelId] = useViewState<string | null>('quick.model', null)
  const { data } = useStudioQuery('chat.open', { conversationId: openId ?? '' }, { isEnabled: openId !== null })
  const clipboard = useClipboard(() => setOpenId(null))
  const [isClipboardUsed, setIsClipboardUsed] = useState(false)
  const appendix = isClipboardUsed && clipboard?.text ? clipboard.text : ''
  // Within text fields the keys of commands do not work; there the page hears it itself.
  useCommands([{ id: 'quick.hide', title: 'Hide the quick window', group: 'Chat', keys: 'esc', run: hide }])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) hide()
  }
  return (
    <main data-view="chat" className="flex h-full flex-col bg-surface" onKeyDown={onKeyDown}>
      <div className="flex items-center gap-1 border-b border-line px-2 py-1">
        <Button
          size="small"
          variant="ghost"
          icon={<ClipboardPaste />}
          aria-pressed={isClipboardUsed}
          disabledReasons={clipboard?.text ? [] : ['There is no text in the clipboard.']}
          tooltip="Goes along with the next message"
          className="min-w-0 shrink! aria-pressed:bg-selected"
          onClick={() => setIsClipboardUsed(!isClipboardUsed)}
        >
          <span className="truncate">
            {clipboard?.text
              ? `Ask about “${clipboard.text.trim().slice(0, PREVIEW_LENGTH)}”`
              : 'Ask about the clipboard'}
          </span>
        </Button>
        {clipboard?.hasPicture ? (
          <Button
            size="small"
            variant="ghost"
            icon={<ImagePlus />}
            tooltip="Attaches it to the next message; it is kept in the library"
            onClick={() => detach(attachClipboard(openId), 'attach the picture of the clipboard')}
          >
            Ask about the picture
          </Button>
        ) : null}
        <span className="ml-auto" />
        <IconButton size="small" label="New chat" icon={<MessageSquarePlus />} onClick={() => setOpenId(null)} />
        <IconButton
          size="small"
          label="Open in the studio"
          icon={<ExternalLink />}
          disabledReasons={openId === null ? ['Nothing was said yet.'] : []}
          onClick={() => {
            if (openId !== null)
              detach(request('quick.open-in-studio', { conversationId: openId }), 'open in the studio')
          }}
        />
        <IconButton size="small" label="Hide" keys="esc" icon={<X />} onClick={hide} />
      </div>
      <div className="min-h-0 flex-1">
        <Stage
          key={stage.key}
          conversation={data ?? null}
          newModelId={modelId ?? settings?.defaultChatModelId ?? DEFAULT_SETTINGS.defaultChatModelId}
          newFolderId={null}
          onNewModelChange={setModelId}
          onOpen={(conversationId) => {
            stage.onBegun(conversationId)
            setOpenId(conversationId)
          }}
          mark={null}
          quick={{ appendix, onSent: () => setIsClipboardUsed(false) }}
        />
      </div>
    </main>
  )
}

/** The picture becomes a library item that waits in the composer. */
async function attachClipboard(conversationId: string | null): Promise<void> {
  try {
    const { imported, duplicates, refused } = await request('library.import-clipboard')
    if (refused[0]) raiseNotice(refused[0].failure)
    attachToDraft(
      conversationId,
      [...imported, ...duplicates].map(({ id }) => id),
    )
    document.querySelector<HTMLElement>('[data-composer]')?.focus()
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}

function hide(): void {
  detach(request('quick.hide'), 'hide the quick window')
}

/** What is in the clipboard each time the window comes up; `onLongAway` when it was gone for long. */
function useClipboard(onLongAway: () => void): QuickClipboard | null {
  const [clipboard, setClipboard] = useState<QuickClipboard | null>(null)
  const leftAtMs = useRef(0)
  const look = (): void => {
    if (leftAtMs.current > 0 && Date.now() - leftAtMs.current > FORGET_AFTER_MS) onLongAway()
    leftAtMs.current = Date.now()
    document.querySelector<HTMLElement>('[data-composer]')?.focus()
    detach(request('quick.clipboard').then(setClipboard), 'look into the clipboard')
  }
  useStudioEvent('quick.shown', look)
  const lookAtFirst = useEffectEvent(look)
  useEffect(() => lookAtFirst(), [])
  return clipboard
}

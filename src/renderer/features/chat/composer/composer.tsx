import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { ArrowUp, ImagePlus, ListPlus, Paperclip, Square } from 'lucide-react'
import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import type { Failure } from '@shared/domain/app-error'
import type { ConversationDetail } from '@shared/domain/chat'
import { AttachmentChips } from './attachment-chips'
import { pictureModels } from './chat-models'
import { PictureEstimate, TalkEstimate } from './estimate-line'
import { ChatModelPicker, PictureModelPicker } from './model-picker'
import type { Attachments } from './use-attachments'
import { useDraft } from './use-draft'

/** A message as it is written; main gets it under the leaf that is shown. */
export interface Message {
  readonly text: string
  readonly assetIds: readonly string[]
  readonly modelId: string
  /** Set: a picture is made of the words instead of an answer. */
  readonly operationId: string | null
}

export type SendingWay = 'send' | 'queue' | 'interrupt'

export interface ComposerProps {
  readonly conversation: ConversationDetail | null
  readonly modelId: string
  readonly onModelChange: (modelId: string) => void
  readonly attachments: Attachments
  /** Letters of the branch that go along. */
  readonly branchLength: number
  readonly streamingId: string | null
  readonly onStop: () => void
  /** Null when it was taken, else why not. While an answer comes, `queue` waits for its end and `interrupt` ends it. */
  readonly onSend: (message: Message, how: SendingWay) => Promise<Failure | null>
  /** Models that answer side by side; with fewer than two, one model answers. */
  readonly comparedModelIds: readonly string[]
  readonly comparePicker: ReactNode
  readonly isPickerOpen: boolean
  readonly onPickerOpenChange: (isOpen: boolean) => void
}

export function Composer(props: ComposerProps) {
  const { attachments, streamingId } = props
  const [text, setText] = useDraft(props.conversation)
  const [isPicture, setIsPicture] = useViewState('chat.makes-picture', false)
  const [pictureModel, setPictureModel] = useViewState('chat.picture-model', '')
  const [editModel, setEditModel] = useViewState('chat.edit-model', '')
  const [failure, setFailure] = useState<Failure | null>(null)
  /** Not state: the second of two presses in one frame would still see the old one. */
  const isSending = useRef(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const hasPictures = attachments.assetIds.length > 0
  const models = pictureModels(hasPictures)
  const chosen = models.find(({ value }) => value === (hasPictures ? editModel : pictureModel)) ?? models[0]
  const reasons = whyNot(text, hasPictures, isPicture, attachments.isImporting)
  const isWaiting = streamingId !== null && !isPicture
  const isCompared = !isPicture && props.comparedModelIds.length > 1

  const send = async (how: SendingWay = isWaiting ? 'queue' : 'send'): Promise<void> => {
    if (reasons.length > 0 || isSending.current) return
    isSending.current = true
    setFailure(null)
    const failed = await props.onSend(
      {
        text,
        assetIds: attachments.assetIds,
        modelId: isPicture && chosen ? chosen.modelId : props.modelId,
        operationId: isPicture && chosen ? chosen.operation.id : null,
      },
      how,
    )
    isSending.current = false
    setFailure(failed)
    if (failed) return
    setText('')
    attachments.clear()
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // keyCode 229 is what Chromium reports for the Enter that ends a composition.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return
    event.preventDefault()
    void send(isWaiting && (event.ctrlKey || event.metaKey) ? 'interrupt' : undefined)
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    attachments.addClipboard()
  }
  return (
    <div className="mx-auto w-full max-w-190 px-6 pb-4">
      {failure ? <FailureNotice failure={failure} className="mb-2" /> : null}
      <div className="rounded-panel border border-line bg-raised focus-within:border-line-strong">
        <AttachmentChips attachments={attachments} />
        <TextArea
          ref={area}
          data-composer
          aria-label={isPicture ? 'Describe the picture' : 'Message'}
          placeholder={isPicture ? 'Describe the picture to make' : 'Ask, plan or write together'}
          value={text}
          onValueChange={setText}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="min-h-13! max-h-64! border-0! bg-transparent! px-3 pt-3 text-13"
        />
        <div className="flex items-center gap-1 px-2 pb-2">
          <IconButton size="small" label="Attach pictures" icon={<Paperclip />} onClick={attachments.pick} />
          <Button
            size="small"
            variant="ghost"
            aria-pressed={isPicture}
            icon={<ImagePlus />}
            tooltip="Makes a picture of your words; it lands in the library"
            onClick={() => setIsPicture(!isPicture)}
            className="aria-pressed:bg-selected"
          >
            Make a picture
          </Button>
          {isPicture ? (
            <PictureModelPicker
              hasPictures={hasPictures}
              value={chosen?.value ?? ''}
              onChoose={hasPictures ? setEditModel : setPictureModel}
              isOpen={props.isPickerOpen}
              onOpenChange={props.onPickerOpenChange}
            />
          ) : isCompared ? null : (
            <ChatModelPicker
              value={props.modelId}
              onChoose={props.onModelChange}
              isOpen={props.isPickerOpen}
              onOpenChange={props.onPickerOpenChange}
            />
          )}
          {isPicture ? null : props.comparePicker}
          <span className="ml-auto min-w-0 truncate px-2 text-11 text-muted">
            {isPicture && chosen ? (
              <PictureEstimate model={chosen} prompt={text} assetIds={attachments.assetIds} />
            ) : null}
            {!isPicture && text !== '' ? (
              <TalkEstimate
                modelIds={isCompared && !isWaiting ? props.comparedModelIds : [props.modelId]}
                characters={props.branchLength + text.length}
              />
            ) : null}
          </span>
          {isWaiting ? (
            <Button size="small" icon={<Square />} keys="esc" onClick={props.onStop}>
              Stop
            </Button>
          ) : null}
          {isWaiting ? (
            <Button
              size="small"
              variant="primary"
              icon={<ListPlus />}
              keys="enter"
              tooltip="Waits for the end of this answer. Ctrl or Cmd with Enter stops the answer and sends now."
              disabledReasons={reasons}
              onClick={() => void send()}
            >
              Queue
            </Button>
          ) : (
            <Button
              size="small"
              variant="primary"
              icon={<ArrowUp />}
              keys="enter"
              disabledReasons={reasons}
              onClick={() => void send()}
            >
              {isPicture ? 'Make' : isCompared ? `Send to ${props.comparedModelIds.length}` : 'Send'}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

function whyNot(text: string, hasPictures: boolean, isPicture: boolean, isImporting: boolean): readonly string[] {
  const reasons: string[] = []
  if (isImporting) reasons.push('A picture is still being added.')
  if (text.trim() === '' && (isPicture || !hasPictures)) {
    reasons.push(isPicture ? 'Describe the picture first.' : 'Write something first.')
  }
  return reasons
}

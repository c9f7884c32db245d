import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ArrowUp, ImagePlus, ListPlus, Paperclip, Square, TriangleAlert } from 'lucide-react'
import { useViewState } from '@renderer/data/view-state'
import { NEW_CHAT_FIELD, useTypeAhead } from '@renderer/lib/type-ahead'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import type { Failure } from '@shared/domain/app-error'
import type { AssetDetail } from '@shared/domain/asset'
import type { ConversationDetail } from '@shared/domain/chat'
import { rememberPrompt } from '@renderer/parts/operation-form/prompt-history'
import { AttachmentChips } from './attachment-chips'
import { reasonsAgainstPicture, reasonsAgainstTalk } from './attachment-limits'
import { pictureModels } from './chat-models'
import { PictureEstimate, TalkEstimate } from './estimate-line'
import { ChatModelPicker, PictureModelPicker } from './model-picker'
import { PromptsDialog } from './prompts-dialog'
import { renumberReferences } from './references'
import { SuggestionList } from './suggestion-list'
import { useAttachedFiles } from './use-attached-files'
import type { Attachments } from './use-attachments'
import { useDraft, writtenSince } from './use-draft'
import { useWriting } from './use-writing'
import { DictateButton } from '../voice/dictate-button'
import { TalkButton } from '../voice/talk-button'
import { VoiceBar } from '../voice/voice-bar'

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
  /** The chat's id; a chat that does not exist yet is made. */
  readonly needConversation: () => Promise<string>
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
  // Of this chat and this run only: a press that costs a picture must not come as a surprise elsewhere.
  const [isPicture, setIsPicture] = useState(false)
  const [pictureModel, setPictureModel] = useViewState('chat.picture-model', '')
  const [editModel, setEditModel] = useViewState('chat.edit-model', '')
  const [failure, setFailure] = useState<Failure | null>(null)
  /** Not state: the second of two presses in one frame would still see the old one. */
  const isSending = useRef(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const fieldName = props.conversation?.id ?? NEW_CHAT_FIELD
  useTypeAhead(fieldName, area)
  const offerId = useId()
  const [isManaging, setIsManaging] = useState(false)
  const writing = useWriting({ area, text, setText, attachments, onManagePrompts: () => setIsManaging(true) })
  const files = useAttachedFiles(attachments.assetIds)
  const hasPictures = attachments.assetIds.length > 0
  const models = pictureModels(hasPictures)
  const chosen = models.find(({ value }) => value === (hasPictures ? editModel : pictureModel)) ?? models[0]
  const isWaiting = streamingId !== null && !isPicture
  const isCompared = !isPicture && props.comparedModelIds.length > 1
  const talkModelIds = isCompared && !isWaiting ? props.comparedModelIds : [props.modelId]
  const limitReasons =
    isPicture && chosen ? reasonsAgainstPicture(files, chosen) : reasonsAgainstTalk(files, talkModelIds)
  const placeReasons = writing.openPlaces.slice(0, 1).map((place) => `Fill in “${place}” first; Tab goes there.`)
  const reasons = [...whyNot(text, hasPictures, isPicture, attachments.isImporting), ...placeReasons, ...limitReasons]

  const send = async (how: SendingWay = isWaiting ? 'queue' : 'send'): Promise<void> => {
    if (reasons.length > 0 || isSending.current) return
    isSending.current = true
    setFailure(null)
    area.current?.focus()
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
    rememberPrompt(text)
    // At once: a key that came before the field is redrawn would bring back what was sent.
    flushSync(() => setText(writtenSince(text, area.current?.value ?? text)))
    attachments.clear()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // keyCode 229 is what Chromium reports for the Enter that ends a composition.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229
    if (isComposing) return
    if (writing.onKey(event)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void send(isWaiting && (event.ctrlKey || event.metaKey) ? 'interrupt' : undefined)
  }
  const reorder = (assetIds: readonly string[]): void => {
    setText(renumberReferences(text, attachments.assetIds, assetIds))
    attachments.setOrder(assetIds)
  }
  return (
    <div className="mx-auto w-full max-w-190 px-6 pb-1.5">
      {failure ? <FailureNotice failure={failure} className="mb-2" /> : null}
      <VoiceBar conversationId={props.conversation?.id ?? null} />
      <div className="relative rounded-panel border border-line bg-raised focus-within:border-line-strong">
        {writing.suggestions.length > 0 ? (
          <SuggestionList
            id={offerId}
            label={writing.trigger?.kind === 'prompt' ? 'Saved prompts' : 'Things to attach'}
            suggestions={writing.suggestions}
            active={writing.active}
            onPoint={writing.setActive}
            onChoose={writing.choose}
          />
        ) : null}
        <AttachmentChips
          assetIds={attachments.assetIds}
          files={files}
          isImporting={attachments.isImporting}
          onOrder={reorder}
        />
        {limitReasons.length > 0 ? <LimitNote reasons={limitReasons} /> : null}
        <TextArea
          ref={area}
          data-composer
          data-field={fieldName}
          aria-label={isPicture ? 'Describe the picture' : 'Message'}
          placeholder={
            isPicture ? 'Describe the picture to make' : 'Ask, plan or write together – @ attaches, / calls a prompt'
          }
          value={text}
          onValueChange={writing.onChange}
          onKeyDown={onKeyDown}
          onPaste={writing.onPaste}
          onBlur={writing.closeOffer}
          aria-autocomplete="list"
          aria-controls={writing.suggestions.length > 0 ? offerId : undefined}
          aria-activedescendant={writing.suggestions.length > 0 ? `${offerId}-${writing.active}` : undefined}
          className="min-h-13! max-h-64! border-0! bg-transparent! px-3 pt-3 text-13"
        />
        <div className="flex items-center gap-1 px-2 pb-2">
          <IconButton size="small" label="Attach files" icon={<Paperclip />} onClick={attachments.pick} />
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
          <DictateButton onWords={(words) => writing.insert(words)} />
          <TalkButton needConversation={props.needConversation} />
          <span className="ml-auto" />
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
      {/* A line of its own, always there: the price must not be cut off, nor the box jump when it appears. */}
      <p className="h-4 truncate px-2 pt-0.5 text-right text-11 text-muted">
        {isPicture && chosen ? <PictureEstimate model={chosen} prompt={text} assetIds={attachments.assetIds} /> : null}
        {!isPicture && text !== '' ? (
          <TalkEstimate
            modelIds={talkModelIds}
            characters={props.branchLength + text.length + lettersIn(files)}
            pictureCount={files.filter(({ media }) => media === 'image').length}
          />
        ) : null}
      </p>
      <PromptsDialog isOpen={isManaging} onOpenChange={setIsManaging} startText={text} />
    </div>
  )
}

/** Said while it is written, not only when it is sent. */
function LimitNote({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <p
      role="status"
      className="flex gap-2 px-3 pt-2 text-12 text-danger [&>svg]:mt-0.5 [&>svg]:size-3.5 [&>svg]:shrink-0"
    >
      <TriangleAlert aria-hidden />
      <span>{reasons.join(' ')}</span>
    </p>
  )
}

/** Texts go along word for word. */
function lettersIn(files: readonly AssetDetail[]): number {
  return files.reduce((sum, { media, mime, byteSize }) => {
    const isText = media === 'text' && mime !== 'application/pdf'
    return sum + (isText ? byteSize : 0)
  }, 0)
}

function whyNot(text: string, hasPictures: boolean, isPicture: boolean, isImporting: boolean): readonly string[] {
  const reasons: string[] = []
  if (isImporting) reasons.push('A file is still being added.')
  if (text.trim() === '' && (isPicture || !hasPictures)) {
    reasons.push(isPicture ? 'Describe the picture first.' : 'Write something first.')
  }
  return reasons
}

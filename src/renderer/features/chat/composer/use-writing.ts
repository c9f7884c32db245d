import { type ClipboardEvent, type KeyboardEvent, type RefObject, useState } from 'react'
import { bringsFiles } from '@renderer/lib/pasted-files'
import { flushSync } from 'react-dom'
import { detach } from '@renderer/data/detach'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { usePromptHistory } from '@renderer/parts/operation-form/prompt-history'
import { nextPlace, placesIn } from '@shared/domain/saved-prompt'
import { referenceTo } from './references'
import { transcriptOf } from './transcript'
import { type Trigger, triggerAt } from './trigger'
import type { Attachments } from './use-attachments'
import { type Chosen, type Suggestion, useSuggestions } from './use-suggestions'

/** A longer paste becomes a file: a text field with a megabyte in it answers to no key any more. */
const LONG_PASTE = 20_000
const NONE: readonly string[] = []

export interface WritingOptions {
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly setText: (text: string) => void
  readonly attachments: Attachments
  readonly onManagePrompts: () => void
}

/** What the text field does besides taking letters: offers for `@` and `/`, places to fill in, history, long pastes. */
export function useWriting({ area, text, setText, attachments, onManagePrompts }: WritingOptions) {
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  const [active, setActive] = useState(0)
  /** Places of the prompt that was called. Double braces that somebody wrote or pasted are just text. */
  const [called, setCalled] = useState<readonly string[]>(NONE)
  const open = called.length === 0 ? NONE : placesIn(text).filter((place) => called.includes(place))
  const suggestions = useSuggestions(trigger)
  const history = usePromptHistory()
  /** With letters that were typed since: a choice that took time must not undo them. */
  const latest = (): string => area.current?.value ?? text

  const lookAround = (next: string): void => {
    const found = triggerAt(next, area.current?.selectionStart ?? next.length)
    if (found?.start !== trigger?.start || found?.query !== trigger?.query) setActive(0)
    setTrigger(found)
  }
  const write = (next: string, caret: number): void => {
    // At once: some of this ends long after its press, and a key in between would undo it.
    flushSync(() => setText(next))
    area.current?.focus()
    area.current?.setSelectionRange(caret, caret)
  }
  const replaceTrigger = (words: string): void => {
    if (!trigger) return
    const end = trigger.start + 1 + trigger.query.length
    const before = latest().slice(0, trigger.start)
    write(`${before}${words}${latest().slice(end)}`, before.length + words.length)
  }
  const selectPlace = (from: number): boolean => {
    const place = nextPlace(latest(), from)
    if (place) requestAnimationFrame(() => area.current?.setSelectionRange(place.start, place.end))
    return place !== null
  }
  const attach = (assetId: string, media: Parameters<typeof referenceTo>[0], words = ''): void => {
    const index = attachments.add([assetId]).indexOf(assetId)
    replaceTrigger(`${words}${referenceTo(media, Math.max(0, index))} `)
  }
  const attachChat = async (conversationId: string): Promise<void> => {
    try {
      const conversation = await request('chat.open', { conversationId })
      const assetId = await attachments.addText(transcriptOf(conversation), `${conversation.title || 'Chat'}.md`)
      if (assetId !== null) replaceTrigger(`${referenceTo('text', attachments.assetIds.length)} `)
    } catch (error) {
      raiseNotice(failureOf(error))
    }
  }
  const take = (chosen: Chosen): void => {
    switch (chosen.kind) {
      case 'asset':
        return attach(chosen.assetId, chosen.media)
      case 'character':
        return attach(chosen.assetId, 'image', `${chosen.name} `)
      case 'conversation':
        return detach(attachChat(chosen.conversationId), 'attach a chat')
      case 'pick-files':
        replaceTrigger('')
        return attachments.pick()
      case 'prompt':
        setCalled(placesIn(chosen.prompt.text))
        replaceTrigger(chosen.prompt.text)
        requestAnimationFrame(() => selectPlace(0))
        return undefined
      case 'manage-prompts':
        replaceTrigger('')
        return onManagePrompts()
    }
  }
  const choose = (suggestion: Suggestion | undefined): void => {
    setTrigger(null)
    if (suggestion) take(suggestion.chosen)
  }
  /** True when the key was for an open offer. */
  const onOfferKey = (event: KeyboardEvent): boolean => {
    if (!trigger || suggestions.length === 0) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setActive((active + step + suggestions.length) % suggestions.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(suggestions[active])
    else if (event.key === 'Escape') setTrigger(null)
    else return false
    return true
  }
  const onHistoryKey = (event: KeyboardEvent): boolean => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return false
    const found = history.move(event.key === 'ArrowUp' ? 1 : -1, text)
    if (found !== null) write(found, found.length)
    return true
  }
  return {
    suggestions: trigger ? suggestions : [],
    trigger,
    active,
    setActive,
    choose,
    /** Puts words where the caret is, with a space before them where one is missing. */
    insert: (words: string) => {
      const now = latest()
      const caret = area.current?.selectionStart ?? now.length
      const gap = caret > 0 && !/\s$/.test(now.slice(0, caret)) ? ' ' : ''
      write(`${now.slice(0, caret)}${gap}${words}${now.slice(caret)}`, caret + gap.length + words.length)
    },
    closeOffer: () => setTrigger(null),
    /** Names of the places of a called prompt that are still to be filled in. */
    openPlaces: open,
    onChange: (next: string) => {
      history.leave()
      setText(next)
      lookAround(next)
    },
    /** True when the key needs nobody else any more. */
    onKey: (event: KeyboardEvent): boolean =>
      onOfferKey(event) ||
      onHistoryKey(event) ||
      (event.key === 'Tab' && !event.shiftKey && open.length > 0 && selectPlace(area.current?.selectionEnd ?? 0)),
    onPaste: (event: ClipboardEvent): void => {
      const words = event.clipboardData.getData('text/plain')
      if (bringsFiles(event.clipboardData)) attachments.addClipboard()
      else if (words.length > LONG_PASTE) detach(attachments.addText(words, 'Pasted text.txt'), 'attach a long paste')
      else return
      event.preventDefault()
    },
  }
}

import { toFailure } from '@shared/domain/app-error'
import type { StreamEvent } from '@shared/domain/chat'
import type { AnswerMedia } from '../gateway/chat/decoder'
import { createLogger } from '../log/logger'

const log = createLogger('chat.media')

/** Puts a picture or a sound of an answer into the library. @throws AppError where it cannot be kept */
export type StoreAnswerMedia = (media: AnswerMedia) => Promise<{ readonly assetId: string }>

/** The events with every picture and sound stored first: bytes never go to a window or into a row. */
export async function* withStoredMedia(
  events: AsyncIterable<StreamEvent | AnswerMedia>,
  store: StoreAnswerMedia,
): AsyncGenerator<StreamEvent> {
  for await (const event of events) {
    if (event.kind === 'media') yield await storedEvent(event, store)
    else yield event
  }
}

/** What cannot be kept is said in the answer, with the link where there is one: it was paid for. */
async function storedEvent(media: AnswerMedia, store: StoreAnswerMedia): Promise<StreamEvent> {
  try {
    return { kind: 'asset', assetId: (await store(media)).assetId }
  } catch (error) {
    log.warn('a picture in an answer could not be kept', error)
    const link = media.source.kind === 'url' ? ` ${media.source.url}` : ''
    const name = media.media === 'audio' ? 'sound' : 'picture'
    return {
      kind: 'text',
      text: `\n\n[The ${name} of this answer could not be kept: ${toFailure(error).message}${link}]`,
    }
  }
}

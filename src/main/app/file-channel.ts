import { serveChannel } from '../ipc/router-channel'
import { senderRefusal } from '../ipc/sender-gate'
import type { FileTokens } from '../library/file-tokens'
import { STUDIO_ORIGIN } from './schemes'

const MAX_PATHS = 20_000

/** The preload turns files that a person handed over into paths; here they become tokens of that window. */
export function serveFileTokens(
  channel: string,
  tokens: FileTokens,
  isKnownWindow: (webContentsId: number) => boolean,
): void {
  serveChannel(channel, async (event, paths) => {
    const isRefused = senderRefusal(event, { origin: STUDIO_ORIGIN, isKnownWindow }) !== null
    if (isRefused || !Array.isArray(paths) || paths.length > MAX_PATHS) return []
    const texts = paths.filter((path): path is string => typeof path === 'string' && path !== '')
    return tokens.issue(event.sender.id, texts)
  })
}

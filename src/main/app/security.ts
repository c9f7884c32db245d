import type { App, Session, WebContents } from 'electron'
import { originOf } from '../ipc/sender-gate'
import { createLogger } from '../log/logger'
import type { MicrophoneGate } from './microphone'
import { isPermitted } from './permissions'
import { MEDIA_WORKER_ORIGIN, SANDBOX_ORIGIN, STUDIO_ORIGIN } from './schemes'

const log = createLogger('security')

const OWN_ORIGINS: ReadonlySet<string> = new Set([STUDIO_ORIGIN, MEDIA_WORKER_ORIGIN])

/** Denies permissions by both of Chromium's questions and lets no request leave over the page's network. */
export function secureSession(session: Session, microphone: Pick<MicrophoneGate, 'isOpen'>): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const url = details.requestingUrl || contents.getURL()
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(isPermitted({ permission, url, media }, microphone.isOpen()))
  })
  session.setPermissionCheckHandler((_contents, permission, url, { mediaType }) =>
    isPermitted({ permission, url, media: mediaType === undefined ? [] : [mediaType] }, microphone.isOpen()),
  )
  session.setDevicePermissionHandler(() => false)
  // Pages need no network at all: the gateway is main's business, media come through their own scheme.
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'] },
    (details, answer) => {
      log.warn('request of a page blocked', { url: details.url, type: details.resourceType })
      answer({ cancel: true })
    },
  )
}

/** Holds every page that is ever created to its own origin: no navigation, no new windows, no webviews. */
export function secureWebContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('new window blocked', { url })
      return { action: 'deny' }
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) blockForeign(contents, name)
  })
}

function blockForeign(contents: WebContents, name: 'will-navigate' | 'will-redirect' | 'will-frame-navigate'): void {
  // One overload per event name in Electron's types; the event's shape is the same for all three.
  contents.on(name as 'will-navigate', (event) => {
    const origin = originOf(event.url)
    if (OWN_ORIGINS.has(origin) || (origin === SANDBOX_ORIGIN && name === 'will-frame-navigate' && !event.isMainFrame))
      return
    event.preventDefault()
    log.warn('navigation blocked', { url: event.url })
  })
}

import type { App, Session, WebContents } from 'electron'
import { originOf } from '../ipc/sender-gate'
import { createLogger } from '../log/logger'
import { MEDIA_WORKER_ORIGIN, SANDBOX_ORIGIN, STUDIO_ORIGIN } from './schemes'

const log = createLogger('security')

const OWN_ORIGINS: ReadonlySet<string> = new Set([STUDIO_ORIGIN, MEDIA_WORKER_ORIGIN])

/** What the studio's own page may ask the browser for; everything else is denied for everybody. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** Denies permissions by both of Chromium's questions and lets no request leave over the page's network. */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(isPermitted(permission, details.requestingUrl || contents.getURL()))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isPermitted(permission, requestingOrigin),
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

function isPermitted(permission: string, url: string): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && originOf(url) === STUDIO_ORIGIN
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

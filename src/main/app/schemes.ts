import { protocol } from 'electron'

/** The studio's own pages. No `file:` page is ever shown, and nothing remote. */
export const APP_SCHEME = 'app'
export const MEDIA_SCHEME = 'media'
export const STUDIO_ORIGIN = `${APP_SCHEME}://studio`
/** Frames inside the studio's page that show what an answer made. */
export const SANDBOX_ORIGIN = `${APP_SCHEME}://sandbox`
export const MEDIA_WORKER_ORIGIN = `${APP_SCHEME}://media-worker`

/** Must run before `ready`; afterwards Electron refuses. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
    },
    {
      scheme: MEDIA_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ])
}

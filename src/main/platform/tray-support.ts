import { execFile } from 'node:child_process'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const PATIENCE_MS = 3_000

/** Programs that can ask the session bus whether anybody shows icons; the first that is there and answers counts. */
const QUESTIONS: readonly (readonly [program: string, words: readonly string[]])[] = [
  [
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.NameHasOwner',
      `string:${WATCHER}`,
    ],
  ],
  [
    'gdbus',
    [
      'call',
      '--session',
      '--dest=org.freedesktop.DBus',
      '--object-path=/org/freedesktop/DBus',
      '--method=org.freedesktop.DBus.NameHasOwner',
      WATCHER,
    ],
  ],
]

/**
 * Whether an icon among the system's would be seen. macOS and Windows always show them; on Linux it depends on the
 * desktop (GNOME does not by itself), and Electron does not say.
 */
export async function canShowTrayIcon(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform !== 'linux') return true
  for (const [program, words] of QUESTIONS) {
    const answer = await outputOf(program, words)
    if (answer !== null) return /\btrue\b/.test(answer)
  }
  return false
}

function outputOf(program: string, words: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: PATIENCE_MS }, (error, stdout) => resolve(error ? null : stdout))
  })
}

import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { AppError } from '@shared/domain/app-error'

/** One form in which files lie in the clipboard. */
export interface FileListForm {
  readonly format: string
  readonly text: string
}

/** What GNOME's file manager, Cinnamon's and Xfce's put there: what is to be done, and the files. */
export const GNOME_FILES = 'x-special/gnome-copied-files'
export const URI_LIST = 'text/uri-list'

/** All forms that file managers of this system read; the one that most of them read stands first. */
export function fileListForms(
  paths: readonly string[],
  platform: NodeJS.Platform,
  desktop: string,
): readonly FileListForm[] {
  const addresses = paths.map((path) => pathToFileURL(path).href)
  if (platform === 'darwin') return [{ format: 'NSFilenamesPboardType', text: propertyList(paths) }]
  if (platform === 'win32') return []
  const gnome = { format: GNOME_FILES, text: ['copy', ...addresses].join('\n') }
  const list = { format: URI_LIST, text: addresses.map((address) => `${address}\r\n`).join('') }
  // Dolphin and PCManFM-Qt read the list only.
  return /kde|lxqt/i.test(desktop) ? [list, gnome] : [gnome, list]
}

/** Paths of a list of either form. */
export function addressesIn(list: string): readonly string[] {
  return list.split(/[\r\n\0]+/).filter((line) => line.startsWith('file://') && URL.canParse(line))
}

/**
 * Electron cannot write Windows' list of files, its shell can. The paths go by the environment, so that none is ever
 * read as a command.
 */
export async function copyFilesOnWindows(paths: readonly string[]): Promise<void> {
  const script = '$env:STUDIO_FILES -split "`n" | ForEach-Object { Get-Item -LiteralPath $_ } | Set-Clipboard'
  try {
    await promisify(execFile)('powershell.exe', ['-NoProfile', '-NonInteractive', '-STA', '-Command', script], {
      env: { ...process.env, STUDIO_FILES: paths.join('\n') },
      windowsHide: true,
    })
  } catch (error) {
    throw new AppError(
      { code: 'internal', message: 'Windows did not take the files into its clipboard.', nextStep: 'retry' },
      { cause: error },
    )
  }
}

function propertyList(paths: readonly string[]): string {
  const escaped = (path: string): string =>
    path.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const strings = paths.map((path) => `<string>${escaped(path)}</string>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><array>${strings}</array></plist>`
}

import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a file's bytes survive a power cut. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes the names in a folder survive a power cut. Windows cannot open folders and needs no such call. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { canShowTrayIcon } from './tray-support'

const path = process.env['PATH'] ?? ''
afterEach(() => {
  process.env['PATH'] = path
})

/** Puts programs of these names first that answer so; null: as if there were no bus. */
function answering(answers: Readonly<Record<string, string | null>>): void {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'))
  for (const [name, answer] of Object.entries(answers)) {
    const script = answer === null ? 'exit 1' : `echo '${answer}'`
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  process.env['PATH'] = `${folder}${delimiter}/bin`
}

describe.skipIf(process.platform === 'win32')('an icon in the tray', () => {
  it('is always seen on macOS and Windows', async () => {
    answering({ 'dbus-send': 'boolean false' })
    expect(await canShowTrayIcon('darwin')).toBe(true)
    expect(await canShowTrayIcon('win32')).toBe(true)
  })

  it.each([
    [{ 'dbus-send': 'method return\n   boolean true', gdbus: '(false,)' }, true],
    [{ 'dbus-send': 'method return\n   boolean false', gdbus: '(true,)' }, false],
    [{ 'dbus-send': null, gdbus: '(true,)' }, true],
    [{ 'dbus-send': null, gdbus: '(false,)' }, false],
    [{ 'dbus-send': null, gdbus: null }, false],
  ])('on Linux follows what the session bus says: %j', async (answers, isSeen) => {
    answering(answers)
    expect(await canShowTrayIcon('linux')).toBe(isSeen)
  })
})

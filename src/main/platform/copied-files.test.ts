import { expect, it } from 'vitest'
import { addressesIn, fileListForms } from './copied-files'

const PATHS = ['/home/me/a red fox — flux.png', '/home/me/100 %#2.png']

it('writes what file managers of Linux read, the usual form first', () => {
  const [gnome, list] = fileListForms(PATHS, 'linux', 'ubuntu:GNOME')
  expect(gnome).toEqual({
    format: 'x-special/gnome-copied-files',
    text: 'copy\nfile:///home/me/a%20red%20fox%20%E2%80%94%20flux.png\nfile:///home/me/100%20%25%232.png',
  })
  expect(list?.text.endsWith('\r\n')).toBe(true)
  expect(fileListForms(PATHS, 'linux', 'KDE')[0]?.format).toBe('text/uri-list')
})

it('reads its own forms again', () => {
  for (const { text } of fileListForms(PATHS, 'linux', ''))
    expect(addressesIn(text).map((address) => decodeURIComponent(new URL(address).pathname))).toEqual(PATHS)
})

it('writes a list for macOS in which no name is markup', () => {
  const [form] = fileListForms(['/Users/me/a & b <c>.png'], 'darwin', '')
  expect(form?.text).toContain('<string>/Users/me/a &amp; b &lt;c&gt;.png</string>')
})

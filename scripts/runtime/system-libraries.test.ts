import { expect, it } from 'vitest'
import { parseMissingLibraries } from './system-libraries.ts'

it('reads the missing libraries from ldd, each once', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd8a5f2000)',
    '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1c0a000000)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibasound.so.2 => not found',
    '\tlibgtk-3.so.0 => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1c09000000)',
  ].join('\n')
  expect(parseMissingLibraries(output)).toEqual(['libgtk-3.so.0', 'libasound.so.2'])
})

it('finds nothing missing in a static program', () => {
  expect(parseMissingLibraries('\tnot a dynamic executable\n')).toEqual([])
})

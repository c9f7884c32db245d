import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as electron from 'electron'
import type { SystemClipboard } from './ports'

/** The clipboard as Electron offered it before its web-like, asynchronous form; see the adapter below. */
interface SynchronousClipboard {
  readonly readImage: () => electron.NativeImage
  readonly writeImage: (image: electron.NativeImage) => void
  readonly read: (format: string) => string
  readonly readText: () => string
  readonly writeText: (text: string) => void
}

const PICTURE_TYPE = 'image/png'
const FILE_LIST_TYPE = process.platform === 'darwin' ? 'public.file-url' : 'text/uri-list'

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
    readFilePaths: async () => pathsIn(clipboard.read(FILE_LIST_TYPE)),
    writePicture: async (pngPath) => clipboard.writeImage(electron.nativeImage.createFromPath(pngPath)),
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
      const type =
        process.platform === 'darwin' ? `electron application/osclipboard;format="${FILE_LIST_TYPE}"` : FILE_LIST_TYPE
      return pathsIn((await (await readBlob(type))?.text()) ?? '')
    },
    writePicture: async (pngPath) => {
      const picture = new Blob([await readFile(pngPath)], { type: PICTURE_TYPE })
      await clipboard.write([new ClipboardItem({ [PICTURE_TYPE]: picture })])
    },
    readText: () => clipboard.readText(),
    writeText: (text) => clipboard.writeText(text),
  }
}

/** File managers put files into the clipboard as a list of file addresses. */
function pathsIn(list: string): readonly string[] {
  return list
    .split(/[\r\n\0]+/)
    .filter((line) => line.startsWith('file://') && URL.canParse(line))
    .map((line) => fileURLToPath(line))
}

import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureCachedFolder } from '../../../scripts/runtime/machine-cache.ts'
import { cacheDir } from '../../../scripts/runtime/project-paths.ts'
import type { BenchContext } from '../harness/bench.ts'
import { withBenchPage } from '../harness/bench-page.ts'
import type { Program } from '../harness/program.ts'
import type { DrawOrder } from '../page/draw-pictures.ts'

/** Bump when the pictures change. */
const VERSION = 1
const POOL_PICTURES = 2_000
const POOL_SIZES_PX = [640, 320] as const
const BATCH = 20

export const benchCache = (): string => join(cacheDir(), 'bench')

/** Real small pictures: `<n>-640.webp` as originals, `<n>-320.webp` as their thumbnails. */
export async function ensureMediaPool(context: BenchContext): Promise<string> {
  return ensureCachedFolder(benchCache(), `media-pool-${VERSION}`, (folder) =>
    drawInto(context, folder, { count: POOL_PICTURES, sizesPx: POOL_SIZES_PX, type: 'image/webp' }),
  )
}

/** `<n>-1024.png`, all different. */
export async function ensureLargePictures(context: BenchContext, count: number): Promise<readonly string[]> {
  const folder = await ensureCachedFolder(benchCache(), `pictures-1024-${count}-${VERSION}`, (empty) =>
    drawInto(context, empty, { count, sizesPx: [1024], type: 'image/png' }),
  )
  return (await readdir(folder)).map((name) => join(folder, name))
}

async function drawInto(context: BenchContext, folder: string, order: Omit<DrawOrder, 'fromSeed'>): Promise<void> {
  await mkdir(folder, { recursive: true })
  await withBenchPage(context.launch, async (page) => {
    for (let fromSeed = 0; fromSeed < order.count; fromSeed += BATCH) {
      await drawBatch(page, folder, { ...order, fromSeed, count: Math.min(BATCH, order.count - fromSeed) })
      if (fromSeed % 200 === 0) context.say(`drawing pictures: ${fromSeed} of ${order.count}`)
    }
  })
}

async function drawBatch(page: Program, folder: string, order: DrawOrder): Promise<void> {
  const pictures = await page.inPage<readonly (readonly string[])[]>('return window.bench.drawPictures(value)', order)
  const extension = order.type.slice('image/'.length)
  await Promise.all(
    pictures.flatMap((files, index) =>
      files.map((base64, size) =>
        writeFile(
          join(folder, `${order.fromSeed + index}-${order.sizesPx[size]}.${extension}`),
          Buffer.from(base64, 'base64'),
        ),
      ),
    ),
  )
}

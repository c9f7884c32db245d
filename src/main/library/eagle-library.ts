import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { OutsideFacts } from './importing'

const metadataSchema = z.object({
  name: z.string().max(1_000),
  ext: z.string().regex(/^[A-Za-z0-9]{1,8}$/),
  tags: z.array(z.string().max(200)).max(200).optional(),
  star: z.number().int().min(0).max(5).optional(),
  annotation: z.string().max(20_000).optional(),
  url: z.string().max(4_000).optional(),
  isDeleted: z.boolean().optional(),
})

const MAX_METADATA_BYTES = 1024 * 1024

/** Eagle keeps each file in a folder of its own below `images/`, with what it knows of it. */
export async function isEagleLibrary(folder: string): Promise<boolean> {
  if (!folder.endsWith('.library')) return false
  const images = await stat(join(folder, 'images')).catch(() => null)
  return images?.isDirectory() ?? false
}

/** Its files with names, stars, tags and notes; what lies in its trash is left out. */
export async function eagleItems(
  folder: string,
  limit: number,
): Promise<readonly { readonly path: string; readonly facts: OutsideFacts }[]> {
  const items: { readonly path: string; readonly facts: OutsideFacts }[] = []
  for (const entry of await readdir(join(folder, 'images'), { withFileTypes: true })) {
    if (items.length >= limit) break
    if (!entry.isDirectory() || !entry.name.endsWith('.info')) continue
    const item = await readItem(join(folder, 'images', entry.name)).catch(() => null)
    if (item) items.push(item)
  }
  return items
}

async function readItem(folder: string): Promise<{ readonly path: string; readonly facts: OutsideFacts } | null> {
  const metadataPath = join(folder, 'metadata.json')
  if ((await stat(metadataPath)).size > MAX_METADATA_BYTES) return null
  const metadata = metadataSchema.parse(JSON.parse(await readFile(metadataPath, 'utf8')))
  if (metadata.isDeleted) return null
  // The file is looked for and not trusted to be named as the metadata say: a name there could lead elsewhere.
  const ending = `.${metadata.ext.toLowerCase()}`
  const file = (await readdir(folder, { withFileTypes: true })).find(
    ({ name }) => name.toLowerCase().endsWith(ending) && !/_thumbnail\.\w+$/.test(name),
  )
  if (!file?.isFile()) return null
  return {
    path: join(folder, file.name),
    facts: {
      title: metadata.name,
      rating: metadata.star ?? null,
      tags: metadata.tags ?? [],
      note: [metadata.annotation, metadata.url].filter(Boolean).join('\n'),
    },
  }
}

import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { OutsideFacts } from './importing'
import { expectedOf } from './media-extensions'

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

export interface EagleItem {
  readonly path: string
  readonly facts?: OutsideFacts
}

/** Its files with names, stars, tags and notes; what lies in its trash is left out. */
export async function eagleItems(folder: string, limit: number): Promise<readonly EagleItem[]> {
  const items: EagleItem[] = []
  for (const entry of await readdir(join(folder, 'images'), { withFileTypes: true })) {
    if (items.length >= limit) break
    if (!entry.isDirectory() || !entry.name.endsWith('.info')) continue
    const item = await readItem(join(folder, 'images', entry.name)).catch(() => null)
    if (item) items.push(item)
  }
  return items
}

async function readItem(folder: string): Promise<EagleItem | null> {
  const metadata = await readMetadata(join(folder, 'metadata.json')).catch(() => null)
  if (metadata?.isDeleted) return null
  // The file is looked for and not trusted to be named as the metadata say: a name there could lead elsewhere.
  const isIt = ({ name }: { readonly name: string }): boolean =>
    metadata ? name.toLowerCase().endsWith(`.${metadata.ext.toLowerCase()}`) : expectedOf(name) !== null
  const file = (await readdir(folder, { withFileTypes: true })).find(
    (entry) => entry.name !== 'metadata.json' && !/_thumbnail\.\w+$/.test(entry.name) && isIt(entry),
  )
  if (!file?.isFile()) return null
  const path = join(folder, file.name)
  // Without its card the picture itself still comes.
  return metadata ? { path, facts: factsOf(metadata) } : { path }
}

async function readMetadata(path: string): Promise<z.output<typeof metadataSchema>> {
  if ((await stat(path)).size > MAX_METADATA_BYTES) throw new Error('Too long')
  return metadataSchema.parse(JSON.parse(await readFile(path, 'utf8')))
}

const factsOf = ({ name, star, tags, annotation, url }: z.output<typeof metadataSchema>): OutsideFacts => ({
  title: name,
  rating: star ?? null,
  tags: tags ?? [],
  note: [annotation, url].filter(Boolean).join('\n'),
})

import { readdir, readFile } from 'node:fs/promises'

/** Proportional memory of a process and all below it, in MB: shared pages count once in all. Linux only. */
export async function treePssMb(rootId: number): Promise<number> {
  const parents = await readParents()
  const family = [...parents.keys()].filter((id) => isBelow(id, rootId, parents))
  const sizes = await Promise.all(family.map(readPssKb))
  return sizes.reduce((total, size) => total + size, 0) / 1024
}

async function readParents(): Promise<ReadonlyMap<number, number>> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const rows = await Promise.all(
    ids.map(async (id): Promise<readonly [number, number]> => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
      // The program's name stands in brackets and may hold anything; state and parent follow the last bracket.
      const [, parentId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [Number(id), Number(parentId ?? 0)]
    }),
  )
  return new Map(rows)
}

function isBelow(id: number, rootId: number, parents: ReadonlyMap<number, number>): boolean {
  for (let current = id; current > 0; current = parents.get(current) ?? 0) if (current === rootId) return true
  return false
}

async function readPssKb(id: number): Promise<number> {
  const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0)
}

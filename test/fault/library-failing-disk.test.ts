import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setAssetsTrashed } from '@main/db/commands/asset'
import { loadAssetFile } from '@main/db/queries/asset'
import { exportSet } from '@main/library/export/export-set'
import { assetFilePath } from '@main/library/folders'
import { writeHashed } from '@main/library/hashing'
import { adoptOrphans } from '@main/library/sweeper'
import { emptyTrash, settleDeletions } from '@main/library/trash'
import { createLibraryOrderService } from '@main/services/library-order'
import { toFailure } from '@shared/domain/app-error'
import { describe, expect, it } from 'vitest'
import { zip } from '../fixtures/zip'
import { addGeneration, type Harness, openHarness, png } from '../integration/library-harness'
import { countSteps } from './library-steps'

const MAX_STEPS = 90
/** What is written here must be told from what is read again. */
const SEED = new Uint8Array(8).fill(3)

interface Scenario {
  readonly prepare: (harness: Harness) => Promise<unknown>
  /** @returns the code of its failure, or `done`; whatever is thrown is judged as for a person */
  readonly run: (harness: Harness) => Promise<string>
  /** The least that must be tried for the test to say anything. */
  readonly steps: number
}

const output = {
  outputId: 'output-1',
  taskId: 'task-1',
  generationId: 'generation-1',
  ordinal: 0,
  media: 'image',
  mimeHint: null,
  title: null,
  keyProfileId: 'profile-1',
  postProcess: null,
} as const

const importOne = async (harness: Harness): Promise<string> => {
  const [file] = await harness.library.importing.importPaths([harness.put('a.png', png(4, 3, SEED))])
  if (!file) return 'none'
  return 'failure' in file.outcome ? file.outcome.failure.code : 'done'
}
const storedId = (harness: Harness): string => harness.db.get<{ id: string }>('test', 'SELECT id FROM asset')?.id ?? ''

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a file that is dropped': { prepare: async () => undefined, run: importOne, steps: 8 },
  'an archive that is dropped': {
    prepare: async () => undefined,
    run: async (harness) => {
      const archive = zip([{ name: 'a.png', data: png(4, 3, SEED) }])
      const [file] = await harness.library.importing.importPaths([harness.put('set.zip', archive)])
      return file && 'failure' in file.outcome ? file.outcome.failure.code : 'done'
    },
    steps: 8,
  },
  'a result that comes with its answer': {
    prepare: async ({ db }) => addGeneration(db),
    run: async ({ library }) => {
      const name = await library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png(4, 3, SEED) })
      const outcome = await library.outputs.storeStaged(output, name)
      return outcome.kind === 'stored' ? 'done' : outcome.kind === 'transient' ? outcome.failure.code : outcome.kind
    },
    steps: 8,
  },
  'a result that is fetched': {
    prepare: async ({ db }) => addGeneration(db),
    run: async ({ library }) => {
      const outcome = await library.outputs.storeFromUrl(output, 'https://files.example/a.png')
      return outcome.kind === 'stored' ? 'done' : outcome.kind === 'transient' ? outcome.failure.code : outcome.kind
    },
    steps: 8,
  },
  'the trash that is emptied': {
    prepare: async (harness) => {
      await importOne(harness)
      await setAssetsTrashed(harness.db, [storedId(harness)], 1)
    },
    run: async ({ library }) => {
      await emptyTrash(library.context, async () => Promise.reject(new Error('no trash')))
      return 'done'
    },
    steps: 4,
  },
  'a set that is exported': {
    prepare: importOne,
    run: async (harness) => {
      const folder = mkdtempSync(join(tmpdir(), 'failing-export-'))
      const request = {
        assetIds: [storedId(harness)],
        template: '{title}',
        format: 'original',
        maxSide: null,
        metadata: 'embed',
        hasSidecars: true,
        contactSheet: 'none',
        hasGallery: true,
      } as const
      const tools = harness.library
      const { saved, refused } = await exportSet(
        tools,
        { ...request, assetIds: [...request.assetIds] },
        folder,
        () => undefined,
      )
      for (const name of readdirSync(folder)) expect(name).not.toMatch(/\.part$/)
      return refused[0]?.failure.code ?? (saved === 1 ? 'done' : 'nothing')
    },
    steps: 3,
  },
  'a change of a rating': {
    prepare: importOne,
    run: async (harness) => {
      const { mark } = createLibraryOrderService(harness.library.context)
      await mark({ stepId: randomUUID(), assetIds: [storedId(harness)], marks: { rating: 4 } })
      return 'done'
    },
    steps: 2,
  },
}

/** Downloads as the gateway's do, over the same disk. */
const downloadTo = async (request: { readonly filePath: string }) => {
  const bytes = png(4, 3, SEED)
  const once = async function* () {
    yield bytes
  }
  const written = await writeHashed(request.filePath, once(), 1e9)
  return { kind: 'done', ...written, contentType: 'image/png', headBytes: bytes.subarray(0, 4_100) } as const
}

/** Every row has its file with its own content, and every file its row. */
async function expectWhole(harness: Harness, at: string): Promise<void> {
  for (const { id } of harness.db.all<{ id: string }>('test', 'SELECT id FROM asset')) {
    const asset = await loadAssetFile(harness.db, id)
    const { byteLength } = readFileSync(assetFilePath(harness.library.context.folders, asset!))
    expect(byteLength, `${at}: bytes of its file`).toBe(asset?.byteSize)
  }
  expect(harness.db.get('test', 'PRAGMA quick_check'), `${at}: the database`).toEqual({ quick_check: 'ok' })
}

const TYPED = /^(disk-full|not-found|read-only|done)$/

describe.each(Object.entries(SCENARIOS))('%s, on a disk', (_name, scenario) => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EIO', 'not-found'],
    ['EROFS', 'read-only'],
  ])(
    'that says %s at any step ends typed, changes nothing by halves, and works once the disk does',
    { timeout: 120_000 },
    async (code, typed) => {
      let failures = 0
      const codes = new Set<string>()
      for (let failAt = 1; failAt <= MAX_STEPS; failAt += 1) {
        const counting = { isOn: false, isHit: false }
        const steps = countSteps(
          (number) => {
            if (!counting.isOn || number !== failAt) return
            counting.isHit = true
            throw Object.assign(new Error(`${code}: the disk, write`), { code })
          },
          { countsHandles: true },
        )
        const harness = await openHarness({ watch: steps.watch, downloadTo })
        try {
          await scenario.prepare(harness)
          steps.reset()
          counting.isOn = true
          const told = await scenario.run(harness).catch((error: unknown) => toFailure(error).code)
          counting.isOn = false
          if (!counting.isHit) break
          failures += 1
          codes.add(told)
          expect(told, `${code} at ${failAt}`).toMatch(TYPED)
          await expectWhole(harness, `${code} at ${failAt}`)
          expect(await scenario.run(harness), `again after ${code} at ${failAt}`).toBe('done')
          await settleDeletions(harness.library.context)
          const { context, importing } = harness.library
          const { adopted } = await adoptOrphans(context, importing, new AbortController().signal, () => undefined)
          expect(adopted, `${code} at ${failAt}`).toBe(0)
          await expectWhole(harness, `again after ${code} at ${failAt}`)
        } finally {
          steps.restore()
          harness.close()
        }
      }
      expect(failures).toBeGreaterThanOrEqual(scenario.steps)
      expect(failures).toBeLessThan(MAX_STEPS)
      expect(codes).toContain(typed)
    },
  )
})

import { setAssetsTrashed } from '@main/db/commands/asset'
import { emptyTrash, settleDeletions } from '@main/library/trash'
import { addGeneration, openHarness, png } from '../integration/library-harness'
import { countSteps } from './library-steps'

/** One scenario of the library in a process of its own, killed before the step that `killAt` names. */
interface Setting {
  readonly root: string
  readonly scenario: 'store' | 'trash'
  readonly killAt: number
}

const { root, scenario, killAt } = JSON.parse(process.env.LIBRARY_CHILD ?? '{}') as Setting

const SEED = new Uint8Array(8).fill(7)

async function run(): Promise<void> {
  const harness = await openHarness({ root })
  const steps = countSteps((number) => {
    if (number === killAt) process.kill(process.pid, 'SIGKILL')
  })
  const { library } = await openHarness({ root, watch: steps.watch })
  const isNew = harness.db.get('test', 'SELECT id FROM generation') === undefined
  if (isNew) addGeneration(harness.db)
  await settleDeletions(library.context)
  const known = harness.db.get<{ name: string | null }>('test', 'SELECT staged_name AS name FROM output')
  const name = known?.name ?? (await library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png(5, 5, SEED) }))
  harness.db.run('test', 'UPDATE output SET staged_name = ?', [name])
  const outcome = await library.outputs.storeStaged(
    {
      outputId: 'output-1',
      taskId: 'task-1',
      generationId: 'generation-1',
      ordinal: 0,
      media: 'image',
      mimeHint: null,
      title: null,
      keyProfileId: 'profile-1',
      postProcess: null,
    },
    name,
  )
  if (scenario === 'trash' && outcome.kind === 'stored') {
    await setAssetsTrashed(harness.db, [outcome.assetId], 1)
    await emptyTrash(library.context, async () => undefined)
  }
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
  process.exit(0)
}

await run()

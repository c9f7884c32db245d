import { openHarness } from '../integration/library-harness'

/** Indexes a folder in a process of its own, to be killed at any moment; says when rows are there. */
const { root, folder } = JSON.parse(process.env.INDEX_CHILD ?? '{}') as {
  readonly root: string
  readonly folder: string
}

const harness = await openHarness({
  root,
  openMediaWorkerPage: () => ({ send: () => undefined, close: () => undefined }),
})
const [known] = await harness.library.indexing.list()
if (known) await harness.library.indexing.rescan(known.id)
else await harness.library.indexing.add(folder)
await harness.library.indexing.settled()
process.stdout.write('whole\n')
harness.close()
process.exit(0)

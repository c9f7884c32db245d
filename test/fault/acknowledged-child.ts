import { openHarness, png } from '../integration/library-harness'

/** Takes in pictures without end and names each once it is acknowledged; the test kills the process meanwhile. */
/** Ends by itself where nobody kills it. */
const MOST = 2_000

const [root = ''] = process.argv.slice(2)
const { library, put } = await openHarness({ root })
for (let number = 0; number < MOST; number += 1) {
  const [file] = await library.importing.importPaths([put(`${number}.png`, png(40, 40))])
  if (file && 'assetId' in file.outcome) process.stdout.write(`${file.outcome.assetId}\n`)
}

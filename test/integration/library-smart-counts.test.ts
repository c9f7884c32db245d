import { createLibraryOrderService } from '@main/services/library-order'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Harness, openHarness, png } from './library-harness'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

async function take(name: string): Promise<string> {
  const [file] = await harness.library.importing.importPaths([harness.put(name, png())])
  if (!file || 'failure' in file.outcome) throw new Error('the picture was refused')
  return file.outcome.assetId
}

it('counts what each smart collection holds, and again when the library has changed', async () => {
  const order = createLibraryOrderService(harness.library.context)
  const [fox, whale] = [await take('fox.png'), await take('whale.png')]
  const make = async (name: string, search: string): Promise<string> => {
    const stepId = harness.library.context.nextId()
    return (await order.createCollection({ stepId, kind: 'smart', name, parentId: null, search })).collectionId
  }
  const [rated, pictures, nothing] = [
    await make('Rated', 'rating:>=4'),
    await make('Pictures', 'kind:image'),
    await make('Nothing', 'no such words'),
  ]
  expect(await order.smartCounts()).toEqual({ [rated]: 0, [pictures]: 2, [nothing]: 0 })
  await order.mark({ assetIds: [fox, whale], stepId: harness.library.context.nextId(), marks: { rating: 5 } })
  // Asked while a pass runs: the answer is of a pass that began after the question.
  const former = order.smartCounts()
  await order.trash({ assetIds: [whale], stepId: harness.library.context.nextId() })
  const later = order.smartCounts()
  expect(await later).toEqual({ [rated]: 1, [pictures]: 1, [nothing]: 0 })
  expect(Object.keys(await former)).toHaveLength(3)
})

import { raiseNotice } from '@renderer/data/notices'
import { failureOf } from '@renderer/data/studio'

/** Waits for a decision to be carried out; what the studio refuses becomes a notice. */
export async function decide(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}

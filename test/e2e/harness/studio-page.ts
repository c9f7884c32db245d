import { readAnswer } from '@shared/contracts/answer-text'
import type { RouteAnswer, RouteName, RouteRequest } from '@shared/contracts/routes'
import type { TaskState, TaskView } from '@shared/domain/task'
import type { Page } from 'playwright'

const POLL_MS = 100
const WAIT_MS = 60_000

/** Asks the main process through the page's own bridge, exactly as the page does. */
export async function call<Name extends RouteName>(
  page: Page,
  route: Name,
  payload?: RouteRequest<Name>,
): Promise<RouteAnswer<Name>> {
  const answer = await page.evaluate(([name, value]) => window.studio.request(name as string, value), [
    route,
    payload,
  ] as const)
  const result = readAnswer(answer)
  if (!result.ok) throw new Error(`${route}: ${result.error.code}: ${result.error.message}`)
  return result.data as RouteAnswer<Name>
}

/** Waits until a question about the program is answered with yes; fails with the last value seen. */
export async function until<Value>(
  what: string,
  read: () => Promise<Value>,
  isReached: (value: Value) => boolean,
): Promise<Value> {
  const endMs = Date.now() + WAIT_MS
  let last = await read()
  while (!isReached(last)) {
    if (Date.now() > endMs)
      throw new Error(`Waited in vain for: ${what}. Last seen: ${JSON.stringify(last)?.slice(0, 2_000)}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    last = await read()
  }
  return last
}

export async function untilTask(page: Page, taskId: string, ...states: readonly TaskState[]): Promise<TaskView> {
  return until(
    `task in ${states.join(' or ')}`,
    () => call(page, 'task.get', { taskId }),
    (task) => states.includes(task.state),
  )
}

/** Answers the first-run page with a key of its own, so that the program talks to the given gateway. */
export async function connectTo(
  page: Page,
  gateway: { readonly origin: string; readonly demoKey: string },
): Promise<void> {
  const profile = await call(page, 'account.save-profile', {
    label: 'Test',
    baseUrl: gateway.origin,
    key: gateway.demoKey,
    withoutEncryption: 'plain',
  })
  await call(page, 'account.activate-profile', { profileId: profile.id })
  await call(page, 'studio.update-settings', { isFirstRunDone: true, askAboveMicroUsd: null, titleModelId: null })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
}

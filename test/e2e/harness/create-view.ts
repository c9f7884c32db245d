import type { RouteRequest } from '@shared/contracts/routes'
import type { TaskView } from '@shared/domain/task'
import type { Locator, Page } from 'playwright'
import type { TestGateway } from './gateway.ts'
import { call, until, untilTask } from './studio-page.ts'

/** What a person does in the Create view, waiting for what they would wait for. */
export const createView = (page: Page): Locator => page.locator('[data-view="create"]')

export const cardOf = (page: Page, taskId: string): Locator => createView(page).locator(`[data-task-id="${taskId}"]`)

export const dialogOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true })

export async function showCreate(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+5')
  await createView(page).getByRole('heading', { name: 'Results' }).waitFor()
}

/** Opens an operation by its title, and shows its form. */
export async function chooseOperation(page: Page, title: string, modelId = ''): Promise<void> {
  const search = page.getByPlaceholder('What to make, or a model')
  await page.keyboard.press('ControlOrMeta+Shift+M')
  await search.fill(`${title} ${modelId}`.trim())
  const row = page.getByRole('option').filter({ has: page.getByText(title, { exact: true }) })
  await (modelId === '' ? row : row.filter({ hasText: modelId })).first().click()
  await search.waitFor({ state: 'detached' })
  await createView(page)
    .getByRole('button', { name: new RegExp(`^${escaped(title)}`) })
    .first()
    .waitFor()
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Fills a field of files from the library; what another form left there goes first. */
export async function pickFiles(page: Page, within: Locator, field: string, titles: readonly string[]): Promise<void> {
  const group = within.getByRole('group', { name: field, exact: true })
  const removes = group.getByRole('button', { name: 'Remove', exact: true })
  for (let left = await removes.count(); left > 0; left -= 1) await removes.first().click()
  await group.getByRole('button', { name: /^Drop, paste or choose/ }).click()
  const picker = dialogOf(page, field)
  for (const title of titles) await picker.getByRole('option', { name: title, exact: true }).click()
  await picker.getByRole('button', { name: /^Use/ }).click()
  await picker.waitFor({ state: 'detached' })
}

/** Presses the one button that spends, and answers with the task that came of it. */
export async function generate(page: Page, operationId: string): Promise<string> {
  const before = await tasksOf(page, operationId)
  await createView(page)
    .getByRole('button', { name: /^Generate · / })
    .click()
  return newTask(page, operationId, before)
}

/** Presses a button under a result, says what it still wants to know, and answers with the task that came of it. */
export async function followUp(
  page: Page,
  press: { readonly from: Locator; readonly label: string; readonly operationId: string },
  fill: (dialog: Locator) => Promise<void>,
): Promise<string> {
  const before = await tasksOf(page, press.operationId)
  await press.from.getByRole('button', { name: press.label, exact: true }).click()
  const dialog = dialogOf(page, press.label)
  await fill(dialog)
  await dialog.getByRole('button', { name: /^Send/ }).click()
  await dialog.waitFor({ state: 'detached' })
  return newTask(page, press.operationId, before)
}

export async function tasksOf(page: Page, operationId: string): Promise<readonly TaskView[]> {
  const { tasks } = await call(page, 'task.list', { limit: 200 })
  return tasks.filter((task) => task.operationId === operationId)
}

/** The task of an operation that was not there before. */
export async function newTask(page: Page, operationId: string, before: readonly TaskView[] = []): Promise<string> {
  const known = new Set(before.map(({ id }) => id))
  const tasks = await until(
    `a task of ${operationId}`,
    () => tasksOf(page, operationId),
    (all) => all.some(({ id }) => !known.has(id)),
  )
  return tasks.find(({ id }) => !known.has(id))?.id ?? ''
}

/** Makes something the short way, for tests that begin with what is there already. */
export async function make(
  page: Page,
  request: Pick<RouteRequest<'generation.submit'>, 'operationId' | 'modelId' | 'params'>,
): Promise<TaskView> {
  const origin = { kind: 'create' } as const
  const task = await call(page, 'generation.submit', { clientRequestId: crypto.randomUUID(), origin, ...request })
  return untilTask(page, task.id, 'succeeded')
}

/** From now on the gateway takes tasks and never ends them; {@link finishTasks} does. */
export async function holdTasks(gateway: TestGateway): Promise<void> {
  const effect = { kind: 'task', outcome: 'never' }
  await gateway.control('POST', 'faults', { match: { method: 'POST' }, times: 0, effect })
}

/** Ends all that the gateway holds; what is sent from now on takes its usual time. */
export async function finishTasks(gateway: TestGateway): Promise<void> {
  await gateway.control('DELETE', 'faults')
  const { tasks } = await gateway.control<{ tasks: readonly { id: string; outcome: string }[] }>('GET', 'tasks')
  for (const { id, outcome } of tasks) {
    if (outcome === 'never') await gateway.control('POST', `tasks/${encodeURIComponent(id)}`, { do: 'finish' })
  }
}

/** How often the gateway charged for each model, so that a second charge for anything shows. */
export async function chargeCounts(gateway: TestGateway): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const { model } of await gateway.charges()) counts[model] = (counts[model] ?? 0) + 1
  return counts
}

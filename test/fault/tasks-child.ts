import { isTerminal } from '@shared/domain/task'
import { openTaskStudio } from '../integration/tasks-studio'

/** A studio without windows in a process of its own, for tests that kill it. Says each change of a task as a line of JSON. */
async function run(): Promise<void> {
  const { folder, origin, key, clientRequestId } = JSON.parse(process.env.TASKS_CHILD ?? '{}') as Record<string, string>
  if (!folder || !origin || !key) throw new Error('TASKS_CHILD is not set')
  const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
  const studio = await openTaskStudio({
    folder,
    origin,
    key,
    speed: 100,
    onTask: ({ id, state }) => say({ id, state }),
  })
  await studio.engine.start()
  if (clientRequestId) {
    const request = {
      clientRequestId,
      operationId: 'midjourney.imagine',
      modelId: 'mj_imagine',
      params: { prompt: 'a red kite' },
      origin: { kind: 'create' as const },
    }
    const task = await studio.generation.submit(request)
    say({ id: task.id, state: task.state })
  }
  setInterval(() => {
    const rows = studio.db.all<{ state: Parameters<typeof isTerminal>[0] }>('test.states', 'SELECT state FROM task')
    if (rows.every(({ state }) => isTerminal(state) || state === 'unknown')) process.exit(0)
  }, 20)
}

await run()

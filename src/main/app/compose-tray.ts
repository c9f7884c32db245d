import type { StudioEventName } from '@shared/contracts/events'
import { saveSetting } from '../db/commands/settings'
import { loadSetting } from '../db/queries/settings'
import { countTasks } from '../db/queries/task'
import type { EventPublisher } from '../platform/ports'
import { canShowTrayIcon } from '../platform/tray-support'
import { createTrayService, type TrayService } from '../services/tray'
import type { ComposeOptions, Core } from './compose-core'
import { createTray } from './tray'

const WANTED_KEY = 'tray.is-on'

/** What comes and goes with work. */
const OF_WORK: ReadonlySet<StudioEventName> = new Set(['task.changed', 'conversation.changed', 'chat.message-changed'])

/** The same events, with a word to `noteWork` when work may have begun or ended. */
export function heardForWork(events: EventPublisher, noteWork: () => void): EventPublisher {
  return {
    ...events,
    publish: (name, data) => {
      events.publish(name, data)
      if (OF_WORK.has(name)) noteWork()
    },
  }
}

export function composeTray(
  { db }: Core,
  { windows, paths }: ComposeOptions,
  streaming: () => Promise<readonly string[]>,
): TrayService {
  return createTrayService({
    tray: createTray(windows, paths.out),
    isAvailable: () => canShowTrayIcon(),
    isWanted: async () => (await loadSetting(db, WANTED_KEY)) === 'true',
    storeWanted: (isOn) => saveSetting(db, WANTED_KEY, JSON.stringify(isOn)),
    runningTaskCount: async () => {
      const { active, waiting } = await countTasks(db)
      return active + waiting
    },
    comingAnswerCount: async () => (await streaming()).length,
  })
}

import { detach } from '@renderer/data/detach'
import { useStudioEvent } from '@renderer/data/events'
import { request } from '@renderer/data/studio'
import { useTaskStore } from '@renderer/data/tasks'
import { type Command, runCommand, useCommands } from '@renderer/lib/commands'
import { navigate, useNavigation } from '@renderer/lib/navigation'
import { expectTyping, NEW_CHAT_FIELD } from '@renderer/lib/type-ahead'
import { showImportOutcome } from './import-outcome'
import { openPalette, openShortcutSheet, useOverlays } from './overlays'
import { VIEW_INFOS } from './views'

/** Commands that belong to no single view. */
export function useAppCommands(): void {
  const isPaused = useTaskStore((state) => state.isPaused)
  const views = VIEW_INFOS.map((info): Command => ({
    id: `view.${info.view}`,
    title: info.isApart === true ? `Open the ${info.title.toLowerCase()}` : `Go to ${info.title}`,
    group: 'Go to',
    keys: info.keys,
    isGlobal: true,
    run: () => navigate({ view: info.view }),
  }))
  useCommands([
    ...views,
    {
      id: 'palette.open',
      title: 'Command palette',
      group: 'Studio',
      keys: 'mod+K',
      isGlobal: true,
      run: openPalette,
      isAvailable: isPaletteClosed,
    },
    { id: 'shortcuts.open', title: 'Keyboard shortcuts', group: 'Studio', keys: '?', run: openShortcutSheet },
    { id: 'item.new', title: 'New chat', group: 'Chat', keys: 'mod+N', view: 'chat', run: startChat },
    { id: 'chat.new', title: 'New chat', group: 'Chat', isAvailable: isElsewhere, run: startChat },
    {
      id: 'chat.search',
      title: 'Search all messages',
      group: 'Chat',
      keys: 'mod+shift+F',
      isGlobal: true,
      run: () => navigate({ view: 'chat', isSearch: true }),
    },
    {
      id: 'quick.show',
      title: 'Open the quick window',
      group: 'Chat',
      run: () => detach(request('quick.show'), 'open the quick window'),
    },
    { id: 'library.import', title: 'Add files to the library…', group: 'Library', run: pickFiles },
    {
      id: 'queue.toggle-paused',
      title: isPaused ? 'Resume all tasks' : 'Pause all tasks',
      group: 'Queue',
      run: () => setPaused(!isPaused),
    },
    { id: 'theme.dark', title: 'Use the dark theme', group: 'Appearance', run: () => setTheme('dark') },
    { id: 'theme.light', title: 'Use the light theme', group: 'Appearance', run: () => setTheme('light') },
    { id: 'theme.system', title: 'Follow the system’s theme', group: 'Appearance', run: () => setTheme('system') },
    {
      id: 'account.refresh',
      title: 'Ask the gateway for balance and models again',
      group: 'Account',
      run: () => detach(request('account.refresh'), 'refresh the account'),
    },
    {
      id: 'studio.show-data-folder',
      title: 'Open the data folder',
      group: 'Studio',
      run: () => detach(request('studio.show-data-folder'), 'open the data folder'),
    },
  ])
  useStudioEvent('quick.opened', ({ conversationId }) => navigate({ view: 'chat', conversationId }))
  useStudioEvent('command.invoked', ({ commandId }) => runCommand(commandId))
}

/** Here and not in the chat's view: its code may still be on the way when the keys are pressed. */
function startChat(): void {
  expectTyping(NEW_CHAT_FIELD, 'chat')
  navigate({ view: 'chat', isNew: true })
}

const isElsewhere = (): boolean => useNavigation.getState().view !== 'chat'

const isPaletteClosed = (): boolean => !useOverlays.getState().isPaletteOpen

function setPaused(isPaused: boolean): void {
  detach(
    request('task.set-paused', { isPaused }).then((answer) => useTaskStore.setState(answer)),
    'pause tasks',
  )
}

function setTheme(theme: 'dark' | 'light' | 'system'): void {
  detach(request('studio.update-settings', { theme }), 'change the theme')
}

function pickFiles(): void {
  detach(
    request('library.pick-files').then((outcome) => outcome && showImportOutcome(outcome)),
    'pick files',
  )
}

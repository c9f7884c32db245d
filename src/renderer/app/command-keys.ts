import { availableCommands, type Command } from '@renderer/lib/commands'
import { isMac, isTextField } from '@renderer/lib/platform'
import { matchesShortcut, parseShortcut, type Shortcut } from '@renderer/lib/shortcuts'
import { useLayoutEffect } from 'react'

const parsed = new Map<string, Shortcut>()

/** Runs commands by their keys. A view that handles a key itself prevents its default. */
export function useCommandKeys(): void {
  // With the frame that shows the shell, not after it: whoever sees it may press a key.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const command = availableCommands().find((candidate) => isMeant(event, candidate))
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isMeant(event: KeyboardEvent, command: Command): boolean {
  if (!command.keys) return false
  const shortcut = parsed.get(command.keys) ?? parseShortcut(command.keys)
  parsed.set(command.keys, shortcut)
  if (!matchesShortcut(event, shortcut, isMac)) return false
  if (command.isGlobal) return true
  const isInDialog =
    event.target instanceof Element && event.target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null
  return !isInDialog && (shortcut.isMod || !isTextField(event.target))
}

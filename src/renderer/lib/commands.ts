import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'

/** Something a person can do, in the palette, by its keys, and from the application menu. */
export interface Command {
  /** `area.verb`, stable: the application menu names it. */
  readonly id: string
  readonly title: string
  readonly group: string
  readonly keys?: string
  /** False hides it and disarms its keys; absent: always there. */
  readonly isAvailable?: () => boolean
  /** True: its keys also work while a text field has the focus (those with mod do anyway). */
  readonly isGlobal?: boolean
  readonly run: () => void
}

interface CommandStore {
  readonly commands: ReadonlyMap<string, Command>
}

export const useCommandStore = create<CommandStore>(() => ({ commands: new Map() }))

/** Adds commands; answers with the function that takes them away again. */
export function registerCommands(commands: readonly Command[]): () => void {
  useCommandStore.setState(({ commands: known }) => {
    const next = new Map(known)
    for (const command of commands) next.set(command.id, command)
    return { commands: next }
  })
  return () =>
    useCommandStore.setState(({ commands: known }) => {
      const next = new Map(known)
      for (const command of commands) if (next.get(command.id) === command) next.delete(command.id)
      return { commands: next }
    })
}

export function availableCommands(): readonly Command[] {
  return [...useCommandStore.getState().commands.values()].filter((command) => command.isAvailable?.() ?? true)
}

export function runCommand(commandId: string): void {
  const command = useCommandStore.getState().commands.get(commandId)
  if (command && (command.isAvailable?.() ?? true)) command.run()
}

/** A view's commands while it is mounted; what they run is always the newest closure. */
export function useCommands(commands: readonly Command[]): void {
  const find = useEffectEvent((id: string) => commands.find((command) => command.id === id))
  const faces = commands.map(({ id, title, group, keys, isGlobal }) => ({ id, title, group, keys, isGlobal }))
  const facesJson = JSON.stringify(faces)
  useEffect(() => {
    const registered = (JSON.parse(facesJson) as typeof faces).map(({ id, title, group, keys, isGlobal }) => ({
      id,
      title,
      group,
      ...(keys === undefined ? {} : { keys }),
      ...(isGlobal === undefined ? {} : { isGlobal }),
      isAvailable: () => find(id)?.isAvailable?.() ?? true,
      run: () => find(id)?.run(),
    }))
    return registerCommands(registered)
  }, [facesJson])
}

import { useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'
import { useNavigation, type View } from './navigation'

/** Something a person can do, in the palette, by its keys, and from the application menu. */
export interface Command {
  /** `area.verb`, stable: the application menu names it. Views may share an id such as `item.new`. */
  readonly id: string
  readonly title: string
  readonly group: string
  /** For example "mod+shift+N". */
  readonly keys?: string | undefined
  /** There only while this view is shown. */
  readonly view?: View | undefined
  /** False hides it and disarms its keys; absent: always there. */
  readonly isAvailable?: () => boolean
  /** Its keys also work in text fields without mod, and inside dialogs. */
  readonly isGlobal?: boolean | undefined
  readonly run: () => void
}

interface CommandStore {
  readonly commands: readonly Command[]
}

export const useCommandStore = create<CommandStore>(() => ({ commands: [] }))

/** Adds commands; answers with the function that takes them away again. */
export function registerCommands(commands: readonly Command[]): () => void {
  useCommandStore.setState((store) => ({ commands: [...store.commands, ...commands] }))
  return () =>
    useCommandStore.setState((store) => ({ commands: store.commands.filter((command) => !commands.includes(command)) }))
}

export function isCommandAvailable(command: Command): boolean {
  if (command.view !== undefined && useNavigation.getState().view !== command.view) return false
  return command.isAvailable?.() ?? true
}

export function availableCommands(): readonly Command[] {
  return useCommandStore.getState().commands.filter(isCommandAvailable)
}

/** Runs a command by id; false when nothing of that name can run now. */
export function runCommand(commandId: string): boolean {
  const command = availableCommands().find((candidate) => candidate.id === commandId)
  command?.run()
  return command !== undefined
}

/** A view's commands while it is mounted; what they run is always the newest closure. */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands)
  useLayoutEffect(() => {
    newest.current = commands
  })
  const faces = commands.map(({ id, title, group, keys, view, isGlobal }) => ({
    id,
    title,
    group,
    keys,
    view,
    isGlobal,
  }))
  const facesJson = JSON.stringify(faces)
  useLayoutEffect(() => {
    const find = (id: string): Command | undefined => newest.current.find((command) => command.id === id)
    const parsed = JSON.parse(facesJson) as typeof faces
    return registerCommands(
      parsed.map((face) => ({
        ...face,
        isAvailable: () => find(face.id)?.isAvailable?.() ?? true,
        run: () => find(face.id)?.run(),
      })),
    )
  }, [facesJson])
}

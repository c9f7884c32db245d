import { useCallback, useSyncExternalStore } from 'react'
import { detach } from './detach'
import { request } from './studio'

const SAVE_DELAY_MS = 400

const values = new Map<string, unknown>()
const listeners = new Map<string, Set<() => void>>()
const pendingSaves = new Map<string, ReturnType<typeof setTimeout>>()

/** Reads what views kept, once, before the first of them renders. */
export async function loadViewState(): Promise<void> {
  const stored = await request('studio.view-state')
  for (const [key, value] of Object.entries(stored)) values.set(key, value)
  window.addEventListener('pagehide', flushViewState)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flushViewState()
  })
}

/** The value as it is now, for code outside React. */
export function readViewState<Value>(key: string, initial: Value): Value {
  return values.has(key) ? (values.get(key) as Value) : initial
}

/** Sets a value at once for everybody who reads it and saves it a moment later. */
export function writeViewState(key: string, value: unknown): void {
  if (Object.is(values.get(key), value)) return
  values.set(key, value)
  for (const listener of listeners.get(key) ?? []) listener()
  clearTimeout(pendingSaves.get(key))
  pendingSaves.set(
    key,
    setTimeout(() => save(key), SAVE_DELAY_MS),
  )
}

/** Saves what still waits, for example before the window closes. */
export function flushViewState(): void {
  for (const key of Array.from(pendingSaves.keys())) save(key)
}

function save(key: string): void {
  clearTimeout(pendingSaves.get(key))
  pendingSaves.delete(key)
  detach(request('studio.save-view-state', { key, value: values.get(key) }), 'save view state')
}

/**
 * Like useState, but outlives the view and a restart. Keys are `view.what`, values are JSON; an initial value
 * must keep its identity between renders where it is an object.
 */
export function useViewState<Value>(
  key: string,
  initial: Value,
): readonly [Value, (next: Value | ((former: Value) => Value)) => void] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const set = listeners.get(key) ?? new Set()
      listeners.set(key, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    [key],
  )
  const value = useSyncExternalStore(subscribe, () => readViewState(key, initial))
  const setValue = useCallback(
    (next: Value | ((former: Value) => Value)) => {
      const isUpdater = typeof next === 'function'
      writeViewState(key, isUpdater ? (next as (former: Value) => Value)(readViewState(key, initial)) : next)
    },
    [key, initial],
  )
  return [value, setValue]
}

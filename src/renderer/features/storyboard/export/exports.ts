import { useStudioEvent } from '@renderer/data/events'
import { failureOf, request } from '@renderer/data/studio'
import { navigate } from '@renderer/lib/navigation'
import { showToast } from '@renderer/ui/toast'
import type { StudioEvents } from '@shared/contracts/events'
import type { Failure } from '@shared/domain/app-error'
import { create } from 'zustand'

export type FilmHeight = 480 | 720 | 1080
type ExportState = StudioEvents['storyboard.export-changed']

interface ExportStore {
  /** The last export that was started of each storyboard. */
  readonly current: ReadonlyMap<string, { readonly exportId: string; readonly height: FilmHeight }>
  readonly states: ReadonlyMap<string, ExportState>
  readonly failures: ReadonlyMap<string, Failure>
}

const useExports = create<ExportStore>(() => ({ current: new Map(), states: new Map(), failures: new Map() }))

export interface ShownExport {
  readonly exportId: string
  readonly progress: number
}

/** The export of a storyboard that runs now. */
export function useRunningExport(projectId: string): ShownExport | null {
  const exportId = useExports(({ current }) => current.get(projectId)?.exportId ?? null)
  const state = useExports(({ states }) => (exportId === null ? undefined : states.get(exportId)))
  if (exportId === null || (state && state.state !== 'running')) return null
  return { exportId, progress: state?.progress ?? 0 }
}

/** Why the last export of a storyboard did not work. */
export function useExportFailure(projectId: string): Failure | null {
  return useExports(({ current, states, failures }) => {
    const state = states.get(current.get(projectId)?.exportId ?? '')
    return failures.get(projectId) ?? (state?.state === 'failed' ? state.failure : null)
  })
}

/** Follows exports while the view is mounted; the end is told wherever the person is by then. */
export function useExportEvents(): void {
  useStudioEvent('storyboard.export-changed', (state) => {
    useExports.setState(({ states }) => ({ states: new Map(states).set(state.exportId, state) }))
    const { assetId } = state
    if (state.state === 'canceled') showToast({ title: 'Export cancelled' })
    if (state.state !== 'done' || assetId === null) return
    showToast({
      title: 'The film is in the library',
      tone: 'success',
      action: { label: 'Show in library', onPress: () => navigate({ view: 'library', assetId }) },
    })
  })
}

export async function startExport(projectId: string, height: FilmHeight): Promise<void> {
  dismissExport(projectId)
  try {
    const started = await request('storyboard.export-mp4', { projectId, height })
    if (!started) return
    const { exportId } = started
    useExports.setState(({ current }) => ({ current: new Map(current).set(projectId, { exportId, height }) }))
  } catch (error) {
    useExports.setState(({ failures }) => ({ failures: new Map(failures).set(projectId, failureOf(error)) }))
  }
}

/** Takes the message of a failed export away. */
export function dismissExport(projectId: string): void {
  useExports.setState(({ current, failures }) => ({
    current: without(current, projectId),
    failures: without(failures, projectId),
  }))
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  return new Map([...map].filter(([other]) => other !== key))
}

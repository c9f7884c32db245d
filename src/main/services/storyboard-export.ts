import { AppError, toFailure } from '@shared/domain/app-error'
import type { MediaKind } from '@shared/domain/media'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { detach } from '../log/logger'
import type { EventPublisher, NextId } from '../platform/ports'

export interface FilmSegment {
  readonly assetId: string
  readonly media: MediaKind
  readonly seconds: number
}

export interface FilmRequest {
  readonly segments: readonly FilmSegment[]
  readonly width: number
  readonly height: number
  readonly displayName: string
}

/** Renders a film in the media worker and stores it as an asset. */
export type RenderFilm = (
  request: FilmRequest,
  control: { readonly onProgress: (progress: number) => void; readonly signal: AbortSignal },
) => Promise<{ readonly assetId: string }>

export interface StoryboardExportOptions {
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly loadBoard: (projectId: string) => Promise<StoryboardDetail>
  readonly renderFilm: RenderFilm
}

/** Exports the chosen takes as one MP4, in the background; several exports may run. */
export function createStoryboardExport(options: StoryboardExportOptions) {
  const running = new Map<string, AbortController>()

  const report = (
    exportId: string,
    change: { progress: number; state: 'running' | 'done' | 'failed' | 'canceled'; assetId?: string; error?: unknown },
  ): void =>
    options.events.publish('storyboard.export-changed', {
      exportId,
      progress: change.progress,
      state: change.state,
      assetId: change.assetId ?? null,
      failure: change.error === undefined ? null : toFailure(change.error),
    })

  const render = async (exportId: string, request: FilmRequest, signal: AbortSignal): Promise<void> => {
    try {
      const onProgress = (progress: number): void => report(exportId, { progress, state: 'running' })
      const { assetId } = await options.renderFilm(request, { onProgress, signal })
      report(exportId, { progress: 1, state: 'done', assetId })
    } catch (error) {
      report(exportId, signal.aborted ? { progress: 0, state: 'canceled' } : { progress: 0, state: 'failed', error })
    } finally {
      running.delete(exportId)
    }
  }

  return {
    async start(projectId: string, height: number): Promise<{ readonly exportId: string }> {
      const board = await options.loadBoard(projectId)
      const segments = filmSegments(board)
      if (segments.length === 0) throw nothingToExport()
      const exportId = options.nextId()
      const abort = new AbortController()
      running.set(exportId, abort)
      const request = { segments, width: evenWidth(height), height, displayName: board.title }
      detach(render(exportId, request, abort.signal), 'export a storyboard')
      return { exportId }
    },
    async cancel(exportId: string): Promise<void> {
      running.get(exportId)?.abort()
    },
  }
}

/** Chosen takes in playing order, each for its shot's seconds; shots without one are left out. */
export function filmSegments(board: StoryboardDetail): readonly FilmSegment[] {
  return board.scenes.flatMap((scene) =>
    scene.shots.flatMap((shot) => {
      const take = shot.takes.find(({ id }) => id === shot.chosenTakeId)
      return take?.assetId && take.media ? [{ assetId: take.assetId, media: take.media, seconds: shot.seconds }] : []
    }),
  )
}

/** 16:9, and even because H.264 cannot do otherwise. */
const evenWidth = (height: number): number => Math.round((height * 16) / 9 / 2) * 2

function nothingToExport(): AppError {
  return new AppError({
    code: 'not-ready',
    message: 'No shot has a take yet. Generate a take or drop a picture or clip on a shot, then export.',
    nextStep: 'none',
  })
}

import type { Shot, StoryboardDetail, Take } from '@shared/domain/storyboard'

/** One shot on the time line of the animatic. */
export interface Segment {
  readonly shotId: string
  /** 1-based, through all scenes. */
  readonly number: number
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
  /** Null where the shot has no take that can be shown: its text stands in. */
  readonly take: { readonly assetId: string; readonly media: 'image' | 'video' } | null
}

/** Every shot in playing order, each for its own seconds, without gaps. */
export function scheduleOf(board: StoryboardDetail): readonly Segment[] {
  let atSeconds = 0
  return board.scenes
    .flatMap(({ shots }) => shots)
    .map((shot, index) => {
      const startSeconds = atSeconds
      atSeconds = rounded(startSeconds + shot.seconds)
      return {
        shotId: shot.id,
        number: index + 1,
        text: shot.text,
        startSeconds,
        endSeconds: atSeconds,
        take: shownTake(shot),
      }
    })
}

export function chosenTake(shot: Shot): Take | null {
  return shot.takes.find(({ id }) => id === shot.chosenTakeId) ?? null
}

export function totalSeconds(segments: readonly Segment[]): number {
  return segments.at(-1)?.endSeconds ?? 0
}

/** Index of the segment at a time; a cut belongs to what follows it, the very end to the last one; -1 for none. */
export function segmentIndexAt(segments: readonly Segment[], seconds: number): number {
  if (segments.length === 0) return -1
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments[middle]?.startSeconds ?? 0) <= seconds) low = middle
    else high = middle - 1
  }
  return low
}

/** Where a shot begins; the beginning of the film for a shot that is not in it. */
export function startOfShot(segments: readonly Segment[], shotId: string | null): number {
  return segments.find((segment) => segment.shotId === shotId)?.startSeconds ?? 0
}

/** The start of the next or former shot; going back first returns to the start of the shot itself. */
export function cutBeside(segments: readonly Segment[], seconds: number, step: -1 | 1): number {
  const index = segmentIndexAt(segments, seconds)
  const current = segments[index]
  if (!current) return 0
  if (step === 1) return segments[index + 1]?.startSeconds ?? current.endSeconds
  return seconds - current.startSeconds > BACK_GRACE_SECONDS
    ? current.startSeconds
    : (segments[index - 1]?.startSeconds ?? 0)
}

const BACK_GRACE_SECONDS = 0.5

function shownTake(shot: Shot): Segment['take'] {
  const take = chosenTake(shot)
  if (!take?.assetId || (take.media !== 'image' && take.media !== 'video')) return null
  return { assetId: take.assetId, media: take.media }
}

/** Tenths add up without the crumbs of binary fractions, so that a cut lies where the seconds say. */
const rounded = (seconds: number): number => Math.round(seconds * 1_000) / 1_000

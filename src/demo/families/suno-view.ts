import { type GatewayContext, outputUrl } from '../context'
import type { SongRecipe } from '../media/recipe'
import { type DemoTask, stateOf, type TaskState } from '../store/tasks'

const STATUS_WORDS = {
  'waiting-for-input': 'NOT_START',
  queued: 'SUBMITTED',
  running: 'IN_PROGRESS',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
} as const

export function clipIdsOf(task: DemoTask): readonly string[] {
  return String(task.details.clips ?? '')
    .split(',')
    .filter((id) => id !== '')
}

/** A task object of /suno/fetch. */
export function taskView(context: GatewayContext, task: DemoTask): object {
  const state = stateOf(task, Date.now())
  const { phase, progress } = state
  const isOver = phase === 'succeeded' || phase === 'failed'
  const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)
  return {
    task_id: task.id,
    notify_hook: task.details.notifyHook ?? '',
    action: task.action,
    status: task.statusWord ?? STATUS_WORDS[phase],
    fail_reason: phase === 'failed' ? task.failReason : '',
    submit_time: seconds(task.submittedAtMs),
    start_time: phase === 'queued' ? 0 : seconds(task.startsAtMs),
    finish_time: isOver ? seconds(task.finishesAtMs) : 0,
    progress: phase === 'succeeded' ? '100%' : `${Math.floor(progress * 100)}%`,
    data: dataOf(context, task, state),
  }
}

function dataOf(context: GatewayContext, task: DemoTask, state: TaskState): unknown {
  const isDone = state.phase === 'succeeded'
  if (task.action === 'LYRICS') {
    if (!isDone) return null
    const { text, title, lyricsId } = task.details
    return { id: lyricsId, text, title, status: 'complete' }
  }
  if (task.action === 'WAV') return isDone ? outputUrl(context, task, 'wav', 'song.wav') : ''
  // Playable previews appear in the second half of the work.
  const hasClips = isDone || (state.phase === 'running' && state.progress > 0.5)
  return hasClips ? clipIdsOf(task).map((id, index) => clipView(context, task, { id, index }, state)) : []
}

/** One take as /suno/fetch and /suno/feed tell of it. */
export function clipView(
  context: GatewayContext,
  task: DemoTask,
  { id, index }: { readonly id: string; readonly index: number },
  state: TaskState,
): object {
  const { title, tags, lyrics, description, mv } = task.details
  const isDone = state.phase === 'succeeded' && task.statusWord === null
  const url = (output: string, name: string): string => outputUrl(context, task, `${output}${index}`, name)
  return {
    id,
    title,
    status: isDone ? 'complete' : state.phase === 'failed' ? 'error' : 'streaming',
    handle: '',
    user_id: '',
    is_liked: false,
    reaction: null,
    metadata: {
      tags,
      type: 'gen',
      prompt: lyrics,
      stream: true,
      history: null,
      duration: isDone ? (task.outputs[`audio${index}`] as SongRecipe).seconds : null,
      error_type: state.phase === 'failed' ? 'generation_failed' : null,
      error_message: state.phase === 'failed' ? task.failReason : null,
      concat_history: null,
      refund_credits: false,
      audio_prompt_id: null,
      gpt_description_prompt: description === '' ? null : description,
    },
    audio_url: isDone ? url('audio', `${id}.mp3`) : url('stream', `${id}.mp3`),
    video_url: isDone ? url('video', `${id}.mp4`) : '',
    image_url: url('image', `image_${id}.png`),
    image_large_url: url('large', `image_large_${id}.png`),
    model_name: mv,
    major_model_version: 'v4',
    created_at: new Date(task.submittedAtMs).toISOString(),
    is_public: false,
    is_trashed: false,
    play_count: 0,
    upvote_count: 0,
    display_name: '',
    is_video_pending: !isDone,
    is_handle_updated: false,
  }
}

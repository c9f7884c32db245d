import type { FollowUp } from '@shared/domain/task'
import { at, firstText, idText, isPresent, listOf } from './read'

interface ButtonKind {
  readonly pattern: RegExp
  readonly modelId: string
  /** For buttons that show an emoji only. */
  readonly label: string
}

/** What a button's id says of it; buttons of other kinds are refused by the relay and so never shown. */
const BUTTON_KINDS: readonly ButtonKind[] = [
  { pattern: /^MJ::JOB::upsample/, modelId: 'mj_upscale', label: 'Enlarge' },
  { pattern: /^MJ::JOB::variation::/, modelId: 'mj_variation', label: 'Vary' },
  { pattern: /^MJ::JOB::low_variation::/, modelId: 'mj_low_variation', label: 'Vary (Subtle)' },
  { pattern: /^MJ::JOB::high_variation::/, modelId: 'mj_high_variation', label: 'Vary (Strong)' },
  { pattern: /^MJ::JOB::reroll::/, modelId: 'mj_reroll', label: 'Again' },
  { pattern: /^MJ::JOB::pan_left::/, modelId: 'mj_pan', label: 'Pan left' },
  { pattern: /^MJ::JOB::pan_right::/, modelId: 'mj_pan', label: 'Pan right' },
  { pattern: /^MJ::JOB::pan_up::/, modelId: 'mj_pan', label: 'Pan up' },
  { pattern: /^MJ::JOB::pan_down::/, modelId: 'mj_pan', label: 'Pan down' },
  { pattern: /^MJ::Outpaint::/, modelId: 'mj_zoom', label: 'Zoom out' },
  { pattern: /^MJ::CustomZoom::/, modelId: 'mj_custom_zoom', label: 'Custom zoom' },
  { pattern: /^MJ::Inpaint::/, modelId: 'mj_inpaint', label: 'Vary (Region)' },
]

/** The buttons of a finished task. Their ids go back exactly as they came: the hash in them differs per task. */
export function followUpsOf(task: unknown, remoteId: string): readonly FollowUp[] {
  const taskId = idText(at(task, 'id')) || remoteId
  return listOf(at(task, 'buttons'))
    .map((button): FollowUp | null => {
      const customId = at(button, 'customId')
      if (typeof customId !== 'string') return null
      const kind = BUTTON_KINDS.find(({ pattern }) => pattern.test(customId))
      if (!kind) return null
      const label = firstText(at(button, 'label')) || kind.label
      return { label, operationId: 'midjourney.action', modelId: kind.modelId, params: { taskId, customId } }
    })
    .filter(isPresent)
}

/** The number that a finished task grew from, which the relay tells on demand. */
export function seedFollowUp(task: unknown, remoteId: string): FollowUp {
  const taskId = idText(at(task, 'id')) || remoteId
  return { label: 'Seed', operationId: 'midjourney.seed', params: { taskId }, settled: ['taskId'] }
}

/** What a task waits for that opened a window. */
export function windowFollowUp(task: unknown, remoteId: string): FollowUp {
  const taskId = idText(at(task, 'id')) || remoteId
  const action = firstText(at(task, 'action')).toUpperCase()
  const prompt = firstText(at(task, 'properties', 'finalPrompt'), at(task, 'promptEn'), at(task, 'prompt'))
  const isZoom = action === 'CUSTOM_ZOOM' || action === 'CUSTOMZOOM'
  const words = isZoom && prompt !== '' && !prompt.includes('--zoom') ? `${prompt} --zoom 2` : prompt
  return {
    label: isZoom ? 'Choose the zoom' : action === 'INPAINT' ? 'Paint what to change' : 'Confirm',
    operationId: 'midjourney.modal',
    modelId: 'mj_modal',
    params: words === '' ? { taskId } : { taskId, prompt: words },
  }
}

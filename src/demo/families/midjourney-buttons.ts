export interface Button {
  readonly customId: string
  readonly emoji: string
  readonly label: string
  readonly type: 2
  readonly style: 2
}

function button(customId: string, emoji: string, label: string): Button {
  return { customId, emoji, label, type: 2, style: 2 }
}

/** Under a 2×2 sheet: choose, again, vary. */
export function gridButtons(hash: string): Button[] {
  const choose = [1, 2, 3, 4].map((tile) => button(`MJ::JOB::upsample::${tile}::${hash}`, '', `U${tile}`))
  const vary = [1, 2, 3, 4].map((tile) => button(`MJ::JOB::variation::${tile}::${hash}`, '', `V${tile}`))
  return [...choose, button(`MJ::JOB::reroll::0::${hash}::SOLO`, '🔄', ''), ...vary]
}

/** Under a single picture. */
export function singleButtons(hash: string): Button[] {
  return [
    button(`MJ::JOB::upsample_v6r1_2x_subtle::1::${hash}::SOLO`, '', 'Upscale (Subtle)'),
    button(`MJ::JOB::upsample_v6r1_2x_creative::1::${hash}::SOLO`, '', 'Upscale (Creative)'),
    button(`MJ::JOB::low_variation::1::${hash}::SOLO`, '🪄', 'Vary (Subtle)'),
    button(`MJ::JOB::high_variation::1::${hash}::SOLO`, '🪄', 'Vary (Strong)'),
    button(`MJ::Inpaint::1::${hash}::SOLO`, '🖌️', 'Vary (Region)'),
    button(`MJ::Outpaint::50::1::${hash}::SOLO`, '🔍', 'Zoom Out 2x'),
    button(`MJ::Outpaint::75::1::${hash}::SOLO`, '🔍', 'Zoom Out 1.5x'),
    button(`MJ::CustomZoom::${hash}`, '🔍', 'Custom Zoom'),
    button(`MJ::JOB::pan_left::1::${hash}::SOLO`, '⬅️', ''),
    button(`MJ::JOB::pan_right::1::${hash}::SOLO`, '➡️', ''),
    button(`MJ::JOB::pan_up::1::${hash}::SOLO`, '⬆️', ''),
    button(`MJ::JOB::pan_down::1::${hash}::SOLO`, '⬇️', ''),
    button(`MJ::BOOKMARK::${hash}`, '❤️', ''),
  ]
}

export type Press =
  | { readonly kind: 'choose' | 'vary'; readonly tile: number }
  | { readonly kind: 'enlarge' | 'vary-little' | 'vary-much' | 'again' | 'inpaint' | 'custom-zoom' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly shiftX: number; readonly shiftY: number }

const PANS: Readonly<Record<string, readonly [number, number]>> = {
  left: [-0.4, 0],
  right: [0.4, 0],
  up: [0, -0.4],
  down: [0, 0.4],
}

/** What a button's id means; null for kinds this server family refuses. */
export function readPress(customId: string): Press | null {
  const [, family = '', action = '', number = ''] = customId.split('::')
  if (family === 'Inpaint') return { kind: 'inpaint' }
  if (family === 'CustomZoom') return { kind: 'custom-zoom' }
  if (family === 'Outpaint') return { kind: 'zoom', factor: action === '75' ? 1.5 : 2 }
  if (family !== 'JOB') return null
  if (action === 'upsample') return { kind: 'choose', tile: Number(number) }
  if (action === 'variation') return { kind: 'vary', tile: Number(number) }
  if (action === 'reroll') return { kind: 'again' }
  if (action === 'low_variation') return { kind: 'vary-little' }
  if (action === 'high_variation') return { kind: 'vary-much' }
  if (/^upsample_v\w+_2x_(subtle|creative)$/.test(action)) return { kind: 'enlarge' }
  const pan = PANS[action.replace('pan_', '')]
  return action.startsWith('pan_') && pan !== undefined ? { kind: 'pan', shiftX: pan[0], shiftY: pan[1] } : null
}

/** The priced pseudo-model and the word in the task's answer for a press. */
export function pressNames(press: Press): { model: string; action: string } {
  switch (press.kind) {
    case 'choose':
    case 'enlarge':
      return { model: 'mj_upscale', action: 'UPSCALE' }
    case 'vary':
      return { model: 'mj_variation', action: 'VARIATION' }
    case 'vary-little':
      return { model: 'mj_low_variation', action: 'LOW_VARIATION' }
    case 'vary-much':
      return { model: 'mj_high_variation', action: 'HIGH_VARIATION' }
    case 'again':
      return { model: 'mj_reroll', action: 'REROLL' }
    case 'zoom':
      return { model: 'mj_zoom', action: 'ZOOM' }
    case 'pan':
      return { model: 'mj_pan', action: 'PAN' }
    case 'custom-zoom':
      return { model: 'mj_custom_zoom', action: 'CUSTOM_ZOOM' }
    case 'inpaint':
      return { model: 'mj_inpaint', action: 'INPAINT' }
  }
}

export const MEDIA_KINDS = ['image', 'video', 'audio', 'text'] as const
export type MediaKind = (typeof MEDIA_KINDS)[number]

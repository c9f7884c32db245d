import { z } from 'zod'
import type { MediaKind } from '../domain/media'

/** What a model understands as the place to change; the studio's own masks are white there. */
export type MaskPolarity = 'alpha-zero-edits' | 'white-edits' | 'black-edits'

export interface FilmPart {
  readonly assetId: string
  readonly media: MediaKind
  readonly mime: string
  readonly seconds: number
}

/** How a picture looks, in numbers; see `media-worker/look`. */
const lookSchema = z.object({
  /** 64 bits as hex. */
  print: z.string().regex(/^[0-9a-f]{16}$/),
  layout: z.array(z.number().int().min(0).max(255)).length(64),
  palette: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().min(0).max(1)])).max(5),
})
export type PictureLook = z.output<typeof lookSchema>

export interface MediaJobInputs {
  readonly thumbnail: {
    readonly assetId: string
    readonly media: MediaKind
    readonly mime: string
    /** From the copy that was made because the clip itself cannot be read. */
    readonly isCopy?: boolean
  }
  /** From the small picture that is there already. */
  readonly look: { readonly assetId: string; readonly media: MediaKind }
  readonly 'mask-composite': {
    readonly sourceAssetId: string
    readonly answerAssetId: string
    readonly maskAssetId: string
    readonly featherPx: number
  }
  readonly 'mask-to-polarity': { readonly maskAssetId: string; readonly polarity: MaskPolarity }
  readonly 'to-png': { readonly assetId: string }
  readonly 'render-picture': {
    readonly assetId: string
    readonly mime: string
    readonly format: 'png' | 'jpeg' | 'webp'
    readonly maxSide: number | null
  }
  /** One page of small pictures with words beneath. */
  readonly 'contact-sheet': {
    readonly items: readonly { readonly assetId: string; readonly caption: string }[]
    readonly columns: number
    readonly rows: number
    readonly format: 'png' | 'jpeg'
  }
  readonly 'export-mp4': {
    readonly parts: readonly FilmPart[]
    readonly width: number
    readonly height: number
    readonly framesPerSecond: number
  }
}

export type MediaJobKind = keyof MediaJobInputs

const tokenSchema = z.string().max(100)
const sideSchema = z.number().int().positive().max(100_000).nullable()

/** The page decodes hostile files, so its answers are checked like anybody's. */
export const mediaJobAnswers = {
  thumbnail: z.object({
    width: sideSchema,
    height: sideSchema,
    durationMs: z.number().nonnegative().nullable(),
    /** Upload tokens of WebP pictures; null where that size is not needed or there is nothing to see. */
    small: tokenSchema.nullable(),
    large: tokenSchema.nullable(),
    look: lookSchema.nullable().optional(),
    framesPerSecond: z.number().positive().max(1_000).nullable().optional(),
    peaks: z.array(z.number().int().min(0).max(255)).max(400).nullable().optional(),
  }),
  look: z.object({ look: lookSchema.nullable() }),
  'mask-composite': z.object({ uploadToken: tokenSchema }),
  'mask-to-polarity': z.object({ uploadToken: tokenSchema }),
  'to-png': z.object({ uploadToken: tokenSchema }),
  'render-picture': z.object({ uploadToken: tokenSchema }),
  'contact-sheet': z.object({ uploadToken: tokenSchema, width: sideSchema, height: sideSchema }),
  'export-mp4': z.object({ uploadToken: tokenSchema }),
} as const satisfies Record<MediaJobKind, z.ZodType>

export type MediaJobAnswer<Kind extends MediaJobKind> = z.output<(typeof mediaJobAnswers)[Kind]>

export type MediaWorkerOrder =
  | {
      [Kind in MediaJobKind]: {
        readonly order: 'run'
        readonly jobId: string
        readonly kind: Kind
        readonly input: MediaJobInputs[Kind]
      }
    }[MediaJobKind]
  | { readonly order: 'cancel'; readonly jobId: string }

export const mediaWorkerReportSchema = z.discriminatedUnion('report', [
  z.object({ report: z.literal('ready') }),
  z.object({ report: z.literal('progress'), jobId: z.string().max(100), progress: z.number().min(0).max(1) }),
  z.object({ report: z.literal('done'), jobId: z.string().max(100), answer: z.unknown() }),
  z.object({
    report: z.literal('failed'),
    jobId: z.string().max(100),
    /** `undecodable`: the file's fault, and it will never work. */
    reason: z.enum(['undecodable', 'canceled', 'upload', 'internal']),
    message: z.string().max(2_000),
  }),
])
export type MediaWorkerReport = z.output<typeof mediaWorkerReportSchema>

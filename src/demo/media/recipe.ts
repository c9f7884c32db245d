export type PictureFormat = 'png' | 'jpeg'

/** One still picture, made from nothing but these values. */
export interface PictureRecipe {
  readonly kind: 'picture'
  readonly prompt: string
  readonly model: string
  readonly seed: number
  readonly width: number
  readonly height: number
  readonly format: PictureFormat
  readonly isTransparent?: boolean
  /** The picture's words along the lower edge. */
  readonly hasCaption?: boolean
}

/** A picture made out of uploaded ones; ids name stored blobs. */
export interface EditRecipe {
  readonly kind: 'edit'
  readonly prompt: string
  readonly model: string
  readonly seed: number
  readonly width: number
  readonly height: number
  readonly format: PictureFormat
  readonly sources: readonly string[]
  readonly mask: string | null
  readonly maskRule: 'transparent-is-edited' | 'white-is-edited' | 'black-is-edited'
  /** Whether the model draws every pixel anew, also outside the mask. */
  readonly repaintsEverything: boolean
}

/** Four pictures as one 2×2 sheet. */
export interface GridRecipe {
  readonly kind: 'grid'
  readonly tiles: readonly [StillRecipe, StillRecipe, StillRecipe, StillRecipe]
}

/** Another picture reframed: zoomed out with new surroundings, or panned. */
export interface ReframeRecipe {
  readonly kind: 'reframe'
  readonly of: StillRecipe
  readonly zoom: number
  readonly shiftX: number
  readonly shiftY: number
  readonly scale: number
}

export interface ClipRecipe {
  readonly kind: 'clip'
  readonly prompt: string
  readonly model: string
  readonly seed: number
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly source: string | null
}

/** The first frame of a clip as a picture. */
export interface PosterRecipe {
  readonly kind: 'poster'
  readonly of: ClipRecipe
}

export interface SongRecipe {
  readonly kind: 'song'
  readonly title: string
  readonly tags: string
  readonly lyrics: string
  readonly seed: number
  readonly seconds: number
  /** MP3 unless told. */
  readonly format?: 'mp3' | 'wav'
}

export interface SpeechRecipe {
  readonly kind: 'speech'
  readonly text: string
  readonly voice: string
  readonly speed: number
  readonly format: 'mp3' | 'wav' | 'pcm'
}

/** A drawing of shapes as SVG. */
export interface VectorRecipe {
  readonly kind: 'vector'
  readonly prompt: string
  readonly model: string
  readonly seed: number
  readonly width: number
  readonly height: number
}

/** A stored blob as it is. */
export interface UploadRecipe {
  readonly kind: 'upload'
  readonly blob: string
  readonly contentType: string
}

export type StillRecipe = PictureRecipe | EditRecipe | GridRecipe | ReframeRecipe
export type Recipe = StillRecipe | ClipRecipe | PosterRecipe | SongRecipe | SpeechRecipe | UploadRecipe | VectorRecipe

export interface Media {
  readonly bytes: Buffer
  readonly contentType: string
}

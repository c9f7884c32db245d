import type { MediaKind } from '../../domain/media'

/** What the form needs to know of a picture, sound or clip; sizes in pixels, null where nobody measured. */
export interface AssetFacts {
  readonly media: MediaKind
  readonly mime: string
  readonly byteSize: number
  readonly width: number | null
  readonly height: number | null
}

/** Why a form cannot be sent yet, in words for a person; `field` is the key of the field it belongs to. */
export interface Reason {
  readonly field?: string
  readonly message: string
}

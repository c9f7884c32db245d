/** How far a song of one's own has come on its way to Suno; each names what is done. */
export type SongUploadStep = 'permitted' | 'sent' | 'reported' | 'checked' | 'ready'

/** Where the file goes, and the form that the object store wants with it, in the order given. */
export interface PermittedForm {
  readonly url: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

export interface SongUpload {
  readonly uploadId: string
  readonly step: SongUploadStep
  readonly form: PermittedForm
  /** The song as Suno knows it from the last step on. */
  readonly clipId: string | null
  readonly updatedAtMs: number
}

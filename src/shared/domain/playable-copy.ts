/** Whether a clip that the studio cannot play has, or could have, a copy that it can. */
export interface PlayableCopy {
  readonly state: 'none' | 'making' | 'ready'
  /** FFmpeg on this computer: may be used, is there but was not allowed, or is not there. */
  readonly program: 'ready' | 'not-allowed' | 'missing'
  /** For example "Apple ProRes"; null where the file does not tell. */
  readonly codec: string | null
}

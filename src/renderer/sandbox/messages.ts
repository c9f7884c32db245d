/** From the studio's page into a frame. */
export interface ShowMessage {
  readonly kind: 'show'
  readonly content: string
  readonly isDark: boolean
}

/** From a frame to the studio's page. Anybody could have sent it: the source is checked, nothing in it is trusted. */
export type FrameMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'size'; readonly heightPx: number }
  | { readonly kind: 'failed'; readonly message: string }

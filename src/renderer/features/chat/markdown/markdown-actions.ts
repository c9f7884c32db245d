import { createContext } from 'react'

/** What pressing something in an answer does; the renderer itself reaches nothing. */
export interface MarkdownActions {
  readonly openLink: (url: string) => void
  readonly copyText: (text: string) => void
  /** Fetches a picture of the web into the library; null where that failed and was said. */
  readonly loadPicture: (url: string) => Promise<string | null>
}

export const MarkdownActionsContext = createContext<MarkdownActions>({
  openLink: () => {},
  copyText: () => {},
  loadPicture: () => Promise.resolve(null),
})

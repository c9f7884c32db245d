import { createContext } from 'react'

/** What pressing something in an answer does; the renderer itself reaches nothing. */
export interface MarkdownActions {
  readonly openLink: (url: string) => void
  readonly copyText: (text: string) => void
}

export const MarkdownActionsContext = createContext<MarkdownActions>({ openLink: () => {}, copyText: () => {} })

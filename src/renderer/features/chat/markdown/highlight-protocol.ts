/** A piece of code with what it is (`keyword`, `string`, …); empty for plain text. */
export type HighlightedPiece = readonly [text: string, kind: string]
export type HighlightedLine = readonly HighlightedPiece[]

export interface HighlightRequest {
  readonly number: number
  readonly code: string
  readonly language: string
}

export interface HighlightAnswer {
  readonly number: number
  /** Null where the language is not known or its grammar failed. */
  readonly lines: readonly HighlightedLine[] | null
}

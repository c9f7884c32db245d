import type { Token } from 'marked'
import { createContext, type ReactNode, useContext, useId, useMemo } from 'react'
import { type FootnoteToken, isFootnote } from './lex-footnotes'

interface FootnoteScope {
  /** Makes ids of one answer differ from those of another. */
  readonly prefix: string
  readonly numbers: ReadonlyMap<string, number>
  /** True while the notes may still come. */
  readonly isOpen: boolean
}

const NO_SCOPE: FootnoteScope = { prefix: '', numbers: new Map(), isOpen: false }
const ScopeContext = createContext<FootnoteScope>(NO_SCOPE)

const notesByChunk = new WeakMap<readonly Token[], readonly FootnoteToken[]>()

/** The notes of a text in their order; the first of two with one label counts. */
export function footnotesIn(chunks: readonly (readonly Token[])[]): readonly FootnoteToken[] {
  const notes: FootnoteToken[] = []
  for (const chunk of chunks) {
    let found = notesByChunk.get(chunk)
    if (!found) {
      found = (chunk as readonly (Token | FootnoteToken)[]).filter(isFootnote)
      notesByChunk.set(chunk, found)
    }
    for (const note of found) if (!notes.some(({ label }) => label === note.label)) notes.push(note)
  }
  return notes
}

export interface FootnoteFrameProps {
  readonly notes: readonly FootnoteToken[]
  readonly isOpen: boolean
  readonly renderNote: (note: FootnoteToken) => ReactNode
  readonly children: ReactNode
}

/** Numbers the notes for the marks inside and lists them at the end. */
export function FootnoteFrame({ notes, isOpen, renderNote, children }: FootnoteFrameProps) {
  const prefix = useId()
  const labels = notes.map(({ label }) => label).join('\n')
  const scope = useMemo(
    () => ({
      prefix,
      isOpen,
      numbers: new Map(labels === '' ? [] : labels.split('\n').map((label, index) => [label, index + 1])),
    }),
    [prefix, isOpen, labels],
  )
  return (
    <ScopeContext value={scope}>
      {children}
      {notes.length > 0 ? (
        <section className="md-notes" aria-label="Footnotes">
          <ol>
            {notes.map((note, index) => (
              <li key={note.label} id={`${prefix}note-${index + 1}`} tabIndex={-1}>
                {renderNote(note)}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </ScopeContext>
  )
}

/** `[^label]` as the number of its note; the text it is where no such note exists. */
export function FootnoteMark({ label }: { readonly label: string }) {
  const { prefix, numbers, isOpen } = useContext(ScopeContext)
  const number = numbers.get(label)
  if (number === undefined) return isOpen ? <sup className="md-note-mark">{label}</sup> : `[^${label}]`
  const show = (): void => {
    const note = document.getElementById(`${prefix}note-${number}`)
    note?.scrollIntoView({ block: 'nearest' })
    note?.focus({ preventScroll: true })
  }
  return (
    <sup className="md-note-mark">
      <button type="button" aria-label={`Footnote ${number}`} onClick={show}>
        {number}
      </button>
    </sup>
  )
}

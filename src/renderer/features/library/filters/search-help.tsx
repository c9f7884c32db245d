import { Dialog } from '@renderer/ui/dialog'

const ROWS: readonly (readonly [example: string, meaning: string])[] = [
  ['red fox', 'both words, anywhere in prompt, negative prompt, note, tags, model, chat or shot'],
  ['"red fox"', 'these words as they stand'],
  ['-fog', 'without this word; the sign works in front of every filter too'],
  ['kind:video', 'image, video, audio or text'],
  ['model:kling', 'a part of the model’s name'],
  ['rating:>=4', 'stars; also rating:2..4, rating:<3, rating:5'],
  ['cost:>0.5', 'dollars that the run cost, or its estimate where the charge is not known'],
  ['duration:5..10', 'seconds; also duration:>1:30'],
  ['width:>=1920', 'pixels; height: too'],
  ['after:2026-01 before:2026-03', 'from a year, month or day on, and before one; on: for within'],
  ['after:7d', 'the last seven days; also 4w, today, yesterday'],
  ['tag:night', 'the tag, its other names and all tags beneath it'],
  ['label:red', 'red, yellow, green, blue, purple or none'],
  ['pick:yes', 'yes (picked), no (rejected) or none'],
  ['in:"Summer 2026"', 'a collection and all within it'],
  ['has:note', 'note, tag, collection, parent, child, stack or cost'],
  ['is:landscape', 'landscape, portrait, square, generated, rated, unrated, labelled, picked or rejected'],
]

export interface SearchHelpProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Puts an example into the search box. */
  readonly onTry: (example: string) => void
}

/** What the search understands, each with an example to press. */
export function SearchHelp({ isOpen, onOpenChange, onTry }: SearchHelpProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      width="large"
      title="What can be searched for"
      description="All of it can be combined. Any search can be saved as a smart collection."
    >
      <ul className="flex flex-col">
        {ROWS.map(([example, meaning]) => (
          <li key={example} className="grid grid-cols-[224px_1fr] items-baseline gap-3 py-1">
            <button
              type="button"
              onClick={() => {
                onOpenChange(false)
                onTry(example)
              }}
              className="justify-self-start rounded-control bg-hover px-1.5 text-left font-mono text-12 hover:bg-pressed"
            >
              {example}
            </button>
            <span className="text-12 text-muted">{meaning}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

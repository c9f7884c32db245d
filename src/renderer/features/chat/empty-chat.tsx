import { MessageSquare } from 'lucide-react'

const EXAMPLES: readonly { readonly title: string; readonly prompt: string }[] = [
  {
    title: 'Plan a short film',
    prompt:
      'Plan a 20-second film about a lighthouse keeper who finds a bottle. Give me the shots with seconds, and a palette.',
  },
  {
    title: 'Write an image prompt',
    prompt: 'Write a prompt for a picture of a night market in the rain, seen from above, with one warm accent.',
  },
  {
    title: 'Find words for a song',
    prompt: 'Write two verses and a chorus for a calm song about leaving a city by train at dawn.',
  },
]

/** What chat is for, with something to begin from: the words go into the field, where their price stands. */
export function EmptyChat({ onTry }: { readonly onTry: (prompt: string) => void }) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 overflow-y-auto p-8 text-center">
      <MessageSquare aria-hidden className="size-8 stroke-[1.25] text-muted" />
      <h2 className="text-15 font-semibold">Think it through, then make it</h2>
      <p className="max-w-96 text-balance text-muted">
        Plan, write and look at pictures together with a model. Pictures made here land in the library with their
        recipe.
      </p>
      <div className="mt-3 flex w-full max-w-190 flex-wrap justify-center gap-2">
        {EXAMPLES.map(({ title, prompt }) => (
          <button
            key={title}
            type="button"
            onClick={() => onTry(prompt)}
            className="flex w-52 flex-col justify-start rounded-panel border border-line bg-raised p-3 text-left transition-colors hover:bg-hover active:bg-pressed"
          >
            <span className="font-medium">{title}</span>
            <span className="mt-1 text-12 text-muted">{prompt}</span>
          </button>
        ))}
      </div>
    </div>
  )
}

import { create } from 'zustand'

const useAnnouncement = create<{ readonly text: string; readonly number: number }>(() => ({ text: '', number: 0 }))

/** Says to screen readers what a key or a drop has done. */
export function announce(text: string): void {
  useAnnouncement.setState(({ number }) => ({ text, number: number + 1 }))
}

export function Announcer() {
  const { text, number } = useAnnouncement()
  // A no-break space at every other one: the same words twice would not be read twice.
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {number % 2 === 0 ? text : `${text}\u00a0`}
    </div>
  )
}

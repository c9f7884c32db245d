export interface RunningWork {
  readonly taskCount: number
  /** Answers of chats that are being received. */
  readonly answerCount: number
}

/** What is going on, for a menu: one line for each kind, or that nothing is. */
export function trayWords({ taskCount, answerCount }: RunningWork): readonly string[] {
  const lines = [counted(taskCount, 'task', 'running'), counted(answerCount, 'answer', 'coming')]
  const told = lines.filter((line) => line !== null)
  return told.length > 0 ? told : ['Nothing is running']
}

function counted(count: number, noun: string, what: string): string | null {
  if (count === 0) return null
  return `${count} ${count === 1 ? noun : `${noun}s`} ${what}`
}

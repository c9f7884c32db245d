/** So long after a press the page may begin to listen; a recording that runs is not ended by it. */
const OPEN_MS = 20_000

export interface MicrophoneGate {
  /** A person pressed a button that listens. */
  readonly open: () => void
  readonly isOpen: () => boolean
}

/** The microphone is closed but for some seconds after a press that asks for it. */
export function createMicrophoneGate(nowMs: () => number): MicrophoneGate {
  let openUntilMs = -Infinity
  return {
    open: () => {
      openUntilMs = nowMs() + OPEN_MS
    },
    isOpen: () => nowMs() < openUntilMs,
  }
}

/** The program's one gate: there is one session that asks and one route that opens. */
export const microphone = createMicrophoneGate(() => performance.now())

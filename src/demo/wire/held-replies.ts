export interface HeldReply {
  readonly id: string
  readonly method: string
  readonly path: string
  /** Milliseconds since 1970. */
  readonly since: number
}

/** Replies whose work is done and charged but which wait to be sent. */
export class HeldReplies {
  private readonly waiting = new Map<string, { reply: HeldReply; release: () => void }>()

  hold(reply: HeldReply): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.set(reply.id, { reply, release: resolve })
    })
  }

  list(): readonly HeldReply[] {
    return [...this.waiting.values()].map(({ reply }) => reply)
  }

  /** Lets one held reply go, or all of them; returns how many. */
  release(id?: string): number {
    const released = [...this.waiting].filter(([heldId]) => id === undefined || heldId === id)
    for (const [heldId, { release }] of released) {
      this.waiting.delete(heldId)
      release()
    }
    return released.length
  }
}

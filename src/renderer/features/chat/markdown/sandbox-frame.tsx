import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FrameMessage, ShowMessage } from '@renderer/sandbox/messages'

export interface SandboxFrameProps {
  readonly page: 'diagram' | 'page'
  readonly content: string
  readonly title: string
}

const MIN_HEIGHT_PX = 80
const MAX_HEIGHT_PX = 640

/**
 * Shows what an answer made in a frame of its own: another origin, no network, no way to the studio but these
 * messages.
 */
export function SandboxFrame({ page, content, title }: SandboxFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [heightPx, setHeightPx] = useState(MIN_HEIGHT_PX)
  const [failure, setFailure] = useState<string | null>(null)
  const receive = useEffectEvent((event: MessageEvent<FrameMessage>) => {
    const target = frame.current?.contentWindow
    if (!target || event.source !== target) return
    const message = event.data
    if (message.kind === 'ready') {
      const isDark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
      target.postMessage({ kind: 'show', content, isDark } satisfies ShowMessage, '*')
    } else if (message.kind === 'size' && Number.isFinite(message.heightPx)) {
      setHeightPx(Math.min(MAX_HEIGHT_PX, Math.max(MIN_HEIGHT_PX, message.heightPx)))
    } else if (message.kind === 'failed' && typeof message.message === 'string') {
      setFailure(message.message.slice(0, 500))
    }
  })
  useEffect(() => {
    const listener = (event: MessageEvent<FrameMessage>): void => receive(event)
    window.addEventListener('message', listener)
    return () => window.removeEventListener('message', listener)
  }, [])
  if (failure !== null) {
    return (
      <p role="alert" className="md-frame-failure">
        This cannot be drawn: {failure}
      </p>
    )
  }
  return (
    <iframe
      ref={frame}
      title={title}
      src={`app://sandbox/sandbox-${page}.html`}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      className="md-frame"
      style={{ height: heightPx }}
    />
  )
}

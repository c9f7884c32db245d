import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { CircleX } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { reportError } from './report-error'

interface ErrorBoundaryProps {
  /** What broke, for the person: "Chat", "The studio". */
  readonly name: string
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean
}

/** Keeps a bug of one view from taking the others with it. Drafts and tasks live outside and are not touched. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true }
  }

  override componentDidCatch(error: unknown): void {
    reportError(error)
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <EmptyState
        icon={<CircleX />}
        title={`${this.props.name} ran into a problem`}
        text="Nothing is lost: tasks go on, and your drafts and library are safe. The log has the details."
        action={
          <Button variant="primary" onClick={() => this.setState({ hasFailed: false })}>
            Try again
          </Button>
        }
        secondaryAction={<Button onClick={() => window.location.reload()}>Reload the window</Button>}
      />
    )
  }
}

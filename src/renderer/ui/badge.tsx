import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'neutral' | 'success' | 'warning' | 'danger'

const TONES: Readonly<Record<Tone, string>> = {
  neutral: 'bg-hover text-ink',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
}

export interface BadgeProps {
  readonly tone?: Tone
  /** States carry an icon besides the word, so that they do not depend on colour. */
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

export function Badge({ tone = 'neutral', icon, children, className }: BadgeProps) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-control px-1.5 text-11 font-medium whitespace-nowrap [&_svg]:size-3',
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  )
}

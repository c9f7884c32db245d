import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { blockedProps, type DisabledReasons, explain, isBlocked } from './disabled-reasons'
import { Kbd } from './kbd'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'small' | 'medium'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: ReactNode
  /** Shown in the button itself, for a view's primary action. */
  readonly keys?: string
  readonly tooltip?: string
  /** Why it cannot be pressed now; shown on hover and focus. Empty or absent: it can. */
  readonly disabledReasons?: DisabledReasons
}

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary:
    'bg-accent text-on-accent hover:bg-accent-hover active:brightness-90 aria-disabled:brightness-100 aria-disabled:hover:bg-hover',
  secondary: 'bg-raised text-ink border border-line-strong/60 hover:bg-hover active:bg-pressed',
  ghost: 'text-ink hover:bg-hover active:bg-pressed',
  danger: 'bg-raised text-danger border border-line-strong/60 hover:bg-danger-soft active:bg-pressed',
}

const SIZES: Readonly<Record<ButtonSize, string>> = {
  small: 'h-6 gap-1 px-2 text-12 [&_svg]:size-3.5',
  medium: 'h-8 gap-2 px-3 text-13 [&_svg]:size-4',
}

const BASE =
  'inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap transition-colors aria-disabled:border-transparent aria-disabled:bg-hover aria-disabled:text-muted'

export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    size = 'medium',
    icon,
    keys,
    tooltip,
    disabledReasons,
    className,
    children,
    ...rest
  } = props
  const button = (
    <button
      type="button"
      {...rest}
      {...blockedProps(disabledReasons)}
      className={classNames(BASE, VARIANTS[variant], SIZES[size], className)}
    >
      {icon}
      {children}
      {keys && !isBlocked(disabledReasons) ? <Kbd keys={keys} /> : null}
    </button>
  )
  return explain(button, disabledReasons, tooltip, keys)
}

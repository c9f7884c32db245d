import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { blockedProps, type DisabledReasons, explain } from './disabled-reasons'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'children'> {
  /** Name for screen readers and tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly size?: 'small' | 'medium' | 'large'
  readonly isPressed?: boolean
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly disabledReasons?: DisabledReasons
}

const SIZES = {
  small: 'size-6 [&_svg]:size-3.5',
  medium: 'size-8 [&_svg]:size-4',
  large: 'size-10 [&_svg]:size-5',
} as const

export function IconButton(props: IconButtonProps) {
  const { label, icon, keys, size = 'medium', isPressed, side, disabledReasons, className, ...rest } = props
  const button = (
    <button
      type="button"
      aria-label={label}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      {...rest}
      {...blockedProps(disabledReasons)}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-ink active:bg-pressed aria-disabled:opacity-50 aria-pressed:bg-pressed aria-pressed:text-ink',
        SIZES[size],
        className,
      )}
    >
      {icon}
    </button>
  )
  return explain(button, disabledReasons, label, keys, side)
}

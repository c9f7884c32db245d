import { classNames } from './class-names'

/** A placeholder in the shape of what comes; give it the final size by class. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={classNames('animate-pulse-soft rounded-control bg-hover', className)} />
}

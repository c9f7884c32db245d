import { Toast as BaseToast } from '@base-ui/react/toast'
import { AlertTriangle, CheckCircle2, Info, X } from 'lucide-react'
import { useLayoutEffect } from 'react'
import { classNames } from './class-names'
import { IconButton } from './icon-button'

export type ToastTone = 'neutral' | 'success' | 'danger'

export interface ToastAction {
  readonly label: string
  readonly onPress: () => void
  /** Id for the toast where it has none of its own, so that it can be closed once the action is done elsewhere. */
  readonly toastId?: string
}

export interface ToastRequest {
  /** A toast with the same id is replaced instead of shown twice. */
  readonly id?: string
  readonly title: string
  readonly description?: string | undefined
  readonly tone?: ToastTone
  /** One button, for example Undo. The toast closes when it is pressed. */
  readonly action?: ToastAction | undefined
  /** Stays until closed when 0. */
  readonly timeoutMs?: number
}

const manager = BaseToast.createToastManager()

/** Shows a message that fades by itself; works outside React too. Answers with the function that closes it. */
export function showToast(request: ToastRequest): () => void {
  const { title, description, tone = 'neutral', action, timeoutMs } = request
  const ownId = request.id ?? action?.toastId
  const id = manager.add({
    ...(ownId === undefined ? {} : { id: ownId }),
    title,
    description,
    type: tone,
    priority: tone === 'danger' ? 'high' : 'low',
    timeout: timeoutMs ?? (action || tone === 'danger' ? 10_000 : 5_000),
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              manager.close(id)
              action.onPress()
            },
          },
        }
      : {}),
  })
  return () => manager.close(id)
}

export function closeToast(id: string): void {
  manager.close(id)
}

export interface ToastRegionProps {
  /** The corner where they cover nothing that one presses next. */
  readonly side?: 'left' | 'right'
}

/** Where toasts appear; mounted once by the app, above its status bar. */
export function ToastRegion({ side = 'left' }: ToastRegionProps) {
  return (
    <BaseToast.Provider toastManager={manager} limit={4}>
      <BaseToast.Portal>
        <BaseToast.Viewport
          data-toast-region
          className={classNames(
            'fixed bottom-9 z-50 flex w-88 max-w-[calc(100vw-80px)] flex-col-reverse gap-2 outline-none',
            side === 'left' ? 'left-17' : 'right-4',
          )}
        >
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  )
}

/** Dialogs keep clear of it: a toast over their lower corner would cover what they ask. */
function useToastSpace(isShown: boolean): void {
  useLayoutEffect(() => {
    const region = isShown ? document.querySelector('[data-toast-region]') : null
    const root = document.documentElement
    const measure = (): void => {
      if (!region) return
      const spacePx = Math.ceil(window.innerHeight - region.getBoundingClientRect().top)
      root.style.setProperty('--toast-space', `${spacePx}px`)
    }
    if (!region) {
      root.style.removeProperty('--toast-space')
      return undefined
    }
    const observer = new ResizeObserver(measure)
    observer.observe(region)
    window.addEventListener('resize', measure)
    measure()
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', measure)
    }
  }, [isShown])
}

function ToastList() {
  const { toasts } = BaseToast.useToastManager()
  useToastSpace(toasts.length > 0)
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      swipeDirection="right"
      className="rounded-panel bg-raised p-3 text-13 text-ink shadow-popup transition-opacity data-ending-style:opacity-0 data-limited:opacity-0 data-starting-style:opacity-0"
    >
      <BaseToast.Content className="flex items-start gap-2">
        <ToneIcon tone={toast.type} />
        <div className="min-w-0 flex-1">
          <BaseToast.Title className="font-medium wrap-break-word" />
          <BaseToast.Description className="mt-0.5 text-12 wrap-break-word whitespace-pre-line text-muted" />
        </div>
        {toast.actionProps ? (
          <BaseToast.Action className="h-6 shrink-0 rounded-control border border-line-strong px-2 text-12 font-medium hover:bg-hover active:bg-pressed" />
        ) : null}
        <BaseToast.Close render={<IconButton label="Dismiss" size="small" icon={<X />} />} />
      </BaseToast.Content>
    </BaseToast.Root>
  ))
}

function ToneIcon({ tone }: { readonly tone: string | undefined }) {
  if (tone === 'danger') return <AlertTriangle aria-label="Problem" className="mt-0.5 size-4 shrink-0 text-danger" />
  if (tone === 'success') return <CheckCircle2 aria-label="Done" className="mt-0.5 size-4 shrink-0 text-success" />
  return <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
}

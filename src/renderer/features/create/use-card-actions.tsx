import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { mergeTasks } from '@renderer/data/tasks'
import { describePrice } from '@renderer/lib/format-money'
import { useViewState } from '@renderer/data/view-state'
import { navigate } from '@renderer/lib/navigation'
import { isRunning } from '@renderer/parts/task-card/task-words'
import { showToast } from '@renderer/ui/toast'
import { isTerminal, type TaskView } from '@shared/domain/task'
import type { MediaKind } from '@shared/domain/media'
import {
  Brush,
  Copy,
  CornerUpLeft,
  Dices,
  EyeOff,
  FolderOpen,
  Images,
  ImagePlus,
  RotateCcw,
  TextCursorInput,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { variedForm } from './vary'
import { recallForm, recallWords } from './recall'
import type { CreateForm } from './use-create-form'
import { newRun, type useRuns } from './use-runs'
import { useStable } from './use-stable'

export interface CardAction {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly disabledReason?: string | undefined
  /** Stands in the hover row of a result too. */
  readonly isQuick?: boolean
  readonly run: () => void
}

export type CardActions = {
  /** What can be done with a run and one of its results, in the order of the menu. */
  readonly of: (task: TaskView, assetId: string | null) => readonly CardAction[]
  readonly recall: (task: TaskView) => void
  readonly chooseModel: (task: TaskView) => void
  readonly retry: (task: TaskView) => void
  readonly cancel: (task: TaskView) => void
}

export interface CardActionOptions {
  readonly form: CreateForm
  readonly runs: ReturnType<typeof useRuns>
  readonly onUseReference: (assetId: string) => void
  readonly onShowForm: () => void
  readonly onChooseModel: () => void
}

const NO_IDS: readonly string[] = []
const MAX_DISMISSED = 300

/** Runs that were hidden in this view; they stay in the library and the queue. */
export function useDismissed() {
  return useViewState<readonly string[]>('create.dismissed', NO_IDS)
}

export function useCardActions(options: CardActionOptions): CardActions {
  const { form, runs } = options
  const [, setDismissedIds] = useDismissed()
  const recall = async (task: TaskView): Promise<void> => {
    const recipe = await request('generation.recipe', { generationId: task.generationId })
    const { form: recalled, missing } = recallForm(recipe, form)
    form.replace(recalled, { title: 'The recipe is in the form', details: missing.map((key) => `Without ${key}`) })
    options.onShowForm()
  }
  const vary = async (task: TaskView): Promise<void> => {
    const recipe = await request('generation.recipe', { generationId: task.generationId })
    const varied = variedForm(recipe)
    if (varied) runs.start(newRun(varied, task.estimate))
    else showToast({ title: 'The operation of this run is not part of this version', tone: 'danger' })
  }
  const retry = async (task: TaskView): Promise<void> => {
    mergeTasks([await request('task.retry', { taskId: task.id, clientRequestId: crypto.randomUUID() })])
  }
  const cancel = async (task: TaskView): Promise<void> => {
    mergeTasks([await request('task.cancel', { taskId: task.id })])
  }
  const recallPrompt = (task: TaskView): void => {
    form.replace(
      { ...form, params: recallWords(task.prompt, form) },
      { title: 'The prompt is in the form', details: [] },
    )
    options.onShowForm()
  }
  const ofTask = (task: TaskView): readonly CardAction[] => [
    {
      id: 'recall',
      label: 'Recall the whole recipe',
      icon: <CornerUpLeft />,
      keys: 'A',
      run: () => detach(recall(task), 'recall a recipe'),
    },
    {
      id: 'prompt',
      label: 'Recall the prompt only',
      icon: <TextCursorInput />,
      keys: 'P',
      disabledReason: task.prompt === '' ? 'This run had no prompt.' : undefined,
      run: () => recallPrompt(task),
    },
    {
      id: 'vary',
      label: `Same again with another seed (${describePrice(task.estimate).text})`,
      icon: <Dices />,
      keys: 'V',
      disabledReason: task.origin.kind === 'follow-up' ? 'Buttons of a result are pressed there again.' : undefined,
      run: () => detach(vary(task), 'vary a run'),
    },
    ...(task.state === 'failed' || task.state === 'canceled'
      ? [{ id: 'retry', label: 'Retry', icon: <RotateCcw />, keys: 'R', run: () => detach(retry(task), 'retry a run') }]
      : []),
    ...(isRunning(task)
      ? [
          {
            id: 'cancel',
            label: 'Cancel',
            icon: <X />,
            keys: 'shift+X',
            run: () => detach(cancel(task), 'cancel a run'),
          },
        ]
      : []),
    ...(isTerminal(task.state)
      ? [
          {
            id: 'dismiss',
            label: 'Hide here (stays in library and queue)',
            icon: <EyeOff />,
            keys: 'Delete',
            run: () => setDismissedIds((former) => [task.id, ...former].slice(0, MAX_DISMISSED)),
          },
        ]
      : []),
  ]
  return useStable<CardActions>({
    of: (task, assetId) => [
      ...(assetId === null ? [] : assetActions(task, assetId, options.onUseReference)),
      ...ofTask(task),
    ],
    recall: (task) => detach(recall(task), 'recall a recipe'),
    retry: (task) => detach(retry(task), 'retry a run'),
    cancel: (task) => detach(cancel(task), 'cancel a run'),
    chooseModel: (task) => detach(recall(task).then(options.onChooseModel), 'choose another model'),
  })
}

function assetActions(
  task: TaskView,
  assetId: string,
  onUseReference: (assetId: string) => void,
): readonly CardAction[] {
  const media: MediaKind | undefined = task.outputs.find((output) => output.assetId === assetId)?.media
  const open: CardAction = {
    id: 'open',
    label: 'Open in the library',
    icon: <Images />,
    keys: 'Enter',
    isQuick: true,
    run: () => navigate({ view: 'library', assetId }),
  }
  const reference: CardAction = {
    id: 'reference',
    label: 'Use as reference',
    icon: <ImagePlus />,
    keys: 'U',
    isQuick: true,
    run: () => onUseReference(assetId),
  }
  const canvas: CardAction = {
    id: 'canvas',
    label: 'Edit in Canvas',
    icon: <Brush />,
    keys: 'E',
    isQuick: true,
    run: () => navigate({ view: 'canvas', assetId }),
  }
  const copy: CardAction = {
    id: 'copy',
    label: 'Copy the picture',
    icon: <Copy />,
    keys: 'C',
    run: () => detach(request('library.copy-image', { assetId }), 'copy a picture'),
  }
  const folder: CardAction = {
    id: 'folder',
    label: 'Show in folder',
    icon: <FolderOpen />,
    run: () => detach(request('library.show-in-folder', { assetId }), 'show in folder'),
  }
  if (media === 'text') return [open, folder]
  return media === 'image' ? [open, reference, canvas, copy, folder] : [open, reference, folder]
}

import { useStudioQuery } from '@renderer/data/use-studio-query'
import { describePrice } from '@renderer/lib/format-money'
import { formatClock } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { OperationForm } from '@renderer/parts/operation-form/operation-form'
import { useReadiness } from '@renderer/parts/operation-form/use-readiness'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Segmented } from '@renderer/ui/segmented'
import { findOperation } from '@shared/catalog/operations'
import { defaultParams } from '@shared/catalog/projections/form'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { FollowUpView, FoundFace, TaskView } from '@shared/domain/task'
import { useState } from 'react'
import type { PendingFollowUp } from '../follow-ups'
import { newRun, type Run } from '../use-runs'
import { sumOfPrices } from './sum-of-prices'

export interface FacesDialogProps {
  readonly pending: PendingFollowUp
  readonly view: Extract<FollowUpView, { readonly kind: 'kling-faces' }>
  readonly onRun: (run: Run) => void
  readonly onClose: () => void
}

type Speech = 'text' | 'sound' | 'kept'

const WAYS = [
  { value: 'text', label: 'A text' },
  { value: 'sound', label: 'A sound' },
  { value: 'kept', label: 'Kling speech' },
] as const

const HIDDEN_OF: Readonly<Record<Speech, readonly string[]>> = {
  text: ['session_id', 'face_id', 'audio_id', 'sound_file', 'sound_end_time'],
  sound: ['session_id', 'face_id', 'audio_id'],
  kept: ['session_id', 'face_id', 'sound_file'],
}

/** Chooses one of the faces that were found, and what it says: a text (spoken first, then synced), or a sound. */
export function FacesDialog({ pending, view, onRun, onClose }: FacesDialogProps) {
  const { spec, modelId, task } = pending
  const tts = findOperation('kling.tts') ?? spec
  const [faceId, setFaceId] = useState(view.faces[0]?.faceId ?? '')
  const [way, setWay] = useState<Speech>('text')
  const [params, setParams] = useState<Params>(pending.params)
  const [words, setWords] = useState<Params>(() => defaultParams(tts))
  const soundEndMs = useSoundLength(way === 'sound' ? params['sound_file'] : undefined)
  const lipParams = lipParamsOf({ spec, params, way, faceId, soundEndMs })
  const lip = useReadiness(
    spec,
    modelId,
    way === 'text' ? { ...lipParams, audio_id: '0', sound_end_time: 2000 } : lipParams,
  )
  const speech = useReadiness(tts, tts.models[0] ?? '', words)
  const price = way === 'text' ? sumOfPrices(speech.price, lip.price) : lip.price
  const reasons = [...(way === 'text' ? speech.reasons : []), ...lip.reasons].map(({ message }) => message)
  const shownPrice = describePrice(price)
  const run = (): void => {
    const origin = { kind: 'follow-up', taskId: task.id } as const
    if (way !== 'text') return onRun(newRun({ spec, modelId, params: lipParams }, price, origin))
    const nextStep = {
      clientRequestId: crypto.randomUUID(),
      operationId: spec.id,
      modelId,
      params: { ...lipParams },
      takes: { field: 'audio_id', kind: 'kling-audio', durationField: 'sound_end_time' },
    } as const
    onRun(newRun({ spec: tts, modelId: tts.models[0] ?? '', params: words }, price, origin, nextStep))
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Make a face speak"
      description={
        way === 'text'
          ? 'The text is spoken first, then the face follows it: two steps, ordered together.'
          : 'The face follows the sound.'
      }
      width="large"
      footer={
        <>
          <Button onClick={onClose}>Go on later</Button>
          <Button
            variant="primary"
            disabledReasons={reasons}
            onClick={(event) => {
              if (event.detail > 1) return
              run()
              onClose()
            }}
          >
            {way === 'text' ? 'Speak and sync' : 'Sync'}
            {shownPrice.isKnown ? ` · ${shownPrice.text}` : ''}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <FaceChoice task={task} faces={view.faces} faceId={faceId} onChoose={setFaceId} />
        <Segmented aria-label="What it says" value={way} onValueChange={setWay} options={WAYS} />
        {way === 'text' ? (
          <OperationForm
            spec={tts}
            modelId={tts.models[0] ?? ''}
            params={words}
            onParamsChange={setWords}
            reasons={speech.reasons}
          />
        ) : null}
        <OperationForm
          key={way}
          spec={spec}
          modelId={modelId}
          params={lipParams}
          onParamsChange={setParams}
          reasons={lip.reasons}
          hiddenKeys={HIDDEN_OF[way]}
        />
      </div>
    </Dialog>
  )
}

/** The length of the chosen sound; null while there is none or nobody measured it. */
function useSoundLength(value: unknown): number | null {
  const assetId = typeof value === 'string' ? value : ''
  const { data } = useStudioQuery('library.cards', { assetIds: [assetId] }, { isEnabled: assetId !== '' })
  return assetId === '' ? null : (data?.[0]?.durationMs ?? null)
}

interface LipFacts {
  readonly spec: OperationSpec
  readonly params: Params
  readonly way: Speech
  readonly faceId: string
  readonly soundEndMs: number | null
}

/** What goes out for the chosen way of speaking; the whole sound unless the person cropped it. */
function lipParamsOf({ spec, params, way, faceId, soundEndMs }: LipFacts): Params {
  const hidden =
    way === 'sound' ? ['audio_id'] : way === 'kept' ? ['sound_file'] : ['audio_id', 'sound_file', 'sound_end_time']
  const kept = Object.entries({ ...defaultParams(spec), ...params }).filter(([key]) => !hidden.includes(key))
  const given: Params = { ...Object.fromEntries(kept), face_id: faceId }
  if (way !== 'sound' || soundEndMs === null || given['sound_end_time'] !== undefined) return given
  return { ...given, sound_end_time: Math.floor(soundEndMs) }
}

interface FaceChoiceProps {
  readonly task: TaskView
  readonly faces: readonly FoundFace[]
  readonly faceId: string
  readonly onChoose: (faceId: string) => void
}

function FaceChoice({ task, faces, faceId, onChoose }: FaceChoiceProps) {
  return (
    <div role="group" aria-label="Faces" className="flex flex-wrap gap-2">
      {faces.map((face, index) => {
        const assetId = task.outputs.find(({ ordinal }) => ordinal === face.outputOrdinal)?.assetId ?? null
        return (
          <button
            key={face.faceId}
            type="button"
            aria-pressed={face.faceId === faceId}
            onClick={() => onChoose(face.faceId)}
            className="flex flex-col items-center gap-1 rounded-panel border-2 border-transparent p-1 text-12 text-muted hover:bg-hover aria-pressed:border-accent-ink aria-pressed:text-ink"
          >
            <FacePicture assetId={assetId} label={`Face ${index + 1}`} />
            Face {index + 1} · {formatClock(face.startMs)}–{formatClock(face.endMs)}
          </button>
        )
      })}
    </div>
  )
}

function FacePicture({ assetId, label }: { readonly assetId: string | null; readonly label: string }) {
  const { data } = useStudioQuery(
    'library.cards',
    { assetIds: assetId === null ? [] : [assetId] },
    { isEnabled: assetId !== null },
  )
  const card = assetId === null ? undefined : data?.[0]
  return (
    <MediaThumb
      key={card?.thumbnail ?? 'none'}
      src={assetId === null ? '' : thumbnailUrl(assetId, 320)}
      kind="image"
      state={card?.thumbnail ?? 'none'}
      label={label}
      className="size-28"
    />
  )
}

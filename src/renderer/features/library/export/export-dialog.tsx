import { detach } from '@renderer/data/detach'
import { failureOf, request } from '@renderer/data/studio'
import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { Segmented } from '@renderer/ui/segmented'
import { Select } from '@renderer/ui/select'
import { Switch } from '@renderer/ui/switch'
import { TextInput } from '@renderer/ui/text-input'
import { showToast } from '@renderer/ui/toast'
import type { ExportOutcome, ExportSetRequest } from '@shared/contracts/library-files'
import type { Failure } from '@shared/domain/app-error'
import { DEFAULT_NAME_TEMPLATE, NAME_TOKENS } from '@shared/domain/export-name'
import { type ReactNode, useState } from 'react'
import { countWords } from '../actions/count-words'

type Options = Omit<ExportSetRequest, 'assetIds'>

const USUAL: Options = {
  template: DEFAULT_NAME_TEMPLATE,
  format: 'original',
  maxSide: null,
  metadata: 'embed',
  hasSidecars: false,
  contactSheet: 'none',
  hasGallery: false,
}

/** A name without words of the prompt: a set without recipes must not tell them by its names. */
const PRIVATE_TEMPLATE = '{date} {number}'
const MAX_ITEMS = 5_000

const FORMATS = [
  { value: 'original', label: 'As they are' },
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
  { value: 'webp', label: 'WebP' },
] as const

const SIZES = [
  { value: 'full', label: 'Full size' },
  { value: '4096', label: 'Longest side 4096' },
  { value: '2048', label: 'Longest side 2048' },
  { value: '1024', label: 'Longest side 1024' },
] as const

const METADATA = [
  { value: 'embed', label: 'With recipe' },
  { value: 'keep', label: 'Unchanged' },
  { value: 'strip', label: 'Nothing' },
] as const

const SHEETS = [
  { value: 'none', label: 'None' },
  { value: 'png', label: 'PNG' },
  { value: 'pdf', label: 'PDF' },
] as const

/** Items as files for others: names, size, format, what they tell, and a sheet or page to look through. */
export function ExportDialog({
  assetIds,
  onClose,
}: {
  readonly assetIds: readonly string[]
  readonly onClose: () => void
}) {
  const [options, setOptions] = useViewState<Options>('library.export', USUAL)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const change = (part: Partial<Options>): void => setOptions((known) => ({ ...known, ...part }))
  const run = async (): Promise<void> => {
    setIsBusy(true)
    setFailure(null)
    try {
      const outcome = await request('library.export-set', { ...options, assetIds: assetIds.slice(0, MAX_ITEMS) })
      if (!outcome) return
      report(outcome)
      onClose()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`Export ${countWords(assetIds.length)}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReasons={
              isBusy
                ? ['The files are being written.']
                : options.template.trim() === ''
                  ? ['Names need a template.']
                  : []
            }
            onClick={() => detach(run(), 'export items')}
          >
            {isBusy ? 'Exporting…' : 'Export to a folder…'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {failure ? <FailureNotice failure={failure} /> : null}
        <Field label="Names" help={`Of ${NAME_TOKENS.join(' ')}. What is there already is never overwritten.`}>
          <TextInput value={options.template} onValueChange={(template) => change({ template })} />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Format of pictures">
            <Select
              aria-label="Format of pictures"
              value={options.format}
              onValueChange={(format) => change({ format })}
              options={FORMATS}
            />
          </Field>
          <Field label="Size of pictures">
            <Select
              aria-label="Size of pictures"
              value={options.maxSide === null ? 'full' : String(options.maxSide)}
              onValueChange={(size) => change({ maxSide: size === 'full' ? null : Number(size) })}
              options={SIZES}
            />
          </Field>
        </div>
        <Row label="What the files tell" help={METADATA_HELP[options.metadata]}>
          <Segmented
            aria-label="What the files tell"
            value={options.metadata}
            onValueChange={(metadata) =>
              change({ metadata, ...(metadata === 'strip' ? { template: PRIVATE_TEMPLATE } : {}) })
            }
            options={METADATA}
          />
        </Row>
        <Row label="Contact sheet" help="All items on pages of twenty, with their names.">
          <Segmented
            aria-label="Contact sheet"
            value={options.contactSheet}
            onValueChange={(contactSheet) => change({ contactSheet })}
            options={SHEETS}
          />
        </Row>
        <Row
          label="Sidecars"
          help="An XMP file beside each with rating, colour, tags and recipe, as photo programs read it."
        >
          <Switch
            aria-label="Sidecars"
            isOn={options.hasSidecars}
            onChange={(hasSidecars) => change({ hasSidecars })}
          />
        </Row>
        <Row label="Web page" help="A gallery that opens in any browser, without a server.">
          <Switch aria-label="Web page" isOn={options.hasGallery} onChange={(hasGallery) => change({ hasGallery })} />
        </Row>
      </div>
    </Dialog>
  )
}

const METADATA_HELP: Readonly<Record<Options['metadata'], string>> = {
  embed:
    'Prompt, model, settings, rating and tags are written into PNG, JPEG, WebP, MP4 and MP3; the studio reads them again.',
  keep: 'Files exactly as they are stored, byte for byte.',
  strip: 'No recipe, no place, no author. Names and sidecars say nothing of the prompt either.',
}

function Row({
  label,
  help,
  children,
}: {
  readonly label: string
  readonly help: string
  readonly children: ReactNode
}) {
  return (
    <div className="flex items-center justify-between gap-6">
      <div className="min-w-0">
        <div className="text-13">{label}</div>
        <div className="text-12 text-muted">{help}</div>
      </div>
      <div className="shrink-0">{children}</div>
    </div>
  )
}

function report({ saved, folder, uncleaned, refused }: ExportOutcome): void {
  const problems = [
    refused.length > 0 ? `${refused.length} could not be written: ${refused[0]?.failure.message ?? ''}` : null,
    uncleaned > 0 ? `${uncleaned} are of kinds that cannot be cleaned and were copied as they are.` : null,
  ].filter((problem) => problem !== null)
  showToast({
    title: `Exported ${countWords(saved)}`,
    description: [folder, ...problems].join(' · '),
    tone: problems.length > 0 ? 'neutral' : 'success',
  })
}

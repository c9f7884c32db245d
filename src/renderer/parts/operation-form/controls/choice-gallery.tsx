import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { TextInput } from '@renderer/ui/text-input'
import type { ChoiceOption } from '@shared/catalog/types'
import { LayoutGrid } from 'lucide-react'
import { useState } from 'react'
import { optionLabel } from '../choices'
import { galleryGroups } from '../gallery-groups'
import type { ControlProps } from './control-props'
import { ScenePicture } from './scene-picture'

export interface ChoiceGalleryProps extends ControlProps {
  readonly options: readonly ChoiceOption[]
  readonly allowsOther: boolean
}

/** Very many things that one chooses by their look: the choice stands in the form, all of them in a dialog. */
export function ChoiceGallery({ label, value, onChange, options, allowsOther }: ChoiceGalleryProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { data: samples = [] } = useStudioQuery('vendor-item.scene-samples')
  const sampleOf = (scene: unknown): string | null => samples.find((sample) => sample.scene === scene)?.assetId ?? null
  const chosen = options.find((option) => option.value === value)
  const words = chosen ? optionLabel(chosen) : typeof value === 'string' && value !== '' ? value : null
  return (
    <div role="group" aria-label={label} className="flex min-w-0 items-center gap-2">
      {words === null ? null : (
        <span className="flex min-w-0 flex-1 items-center gap-2 rounded-control border border-line bg-raised p-1 pr-2">
          <ScenePicture group={chosen?.group} assetId={sampleOf(value)} className="h-9 w-14" />
          <span className="truncate text-13">{words}</span>
        </span>
      )}
      <Button size="small" icon={<LayoutGrid />} onClick={() => setIsOpen(true)}>
        {words === null ? `Choose from ${options.length}…` : 'Change…'}
      </Button>
      {isOpen ? (
        <GalleryDialog
          {...{ label, value, options, allowsOther, sampleOf }}
          onChoose={(next) => {
            onChange(next)
            setIsOpen(false)
          }}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </div>
  )
}

interface GalleryDialogProps {
  readonly label: string
  readonly value: unknown
  readonly options: readonly ChoiceOption[]
  readonly allowsOther: boolean
  readonly sampleOf: (value: unknown) => string | null
  readonly onChoose: (value: ChoiceOption['value']) => void
  readonly onClose: () => void
}

function GalleryDialog({ label, value, options, allowsOther, sampleOf, onChoose, onClose }: GalleryDialogProps) {
  const [search, setSearch] = useState('')
  const groups = galleryGroups(options, search)
  const own = search.trim()
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={label}
      description="The vendor gives no pictures of these. One that you have used shows your own clip, the others a sign of their kind."
      width="large"
      footer={<Button onClick={onClose}>Cancel</Button>}
    >
      <div className="flex flex-col gap-3 pb-2">
        <TextInput
          autoFocus
          aria-label={`Search: ${label}`}
          placeholder="Search by name"
          value={search}
          onValueChange={setSearch}
        />
        <div className="flex h-[50vh] min-h-60 flex-col gap-4 overflow-y-auto pr-1">
          {groups.map(({ group, options: members }) => (
            <section key={group} aria-label={group} className="flex flex-col gap-1.5">
              <h3 className="text-12 font-medium text-muted">{group}</h3>
              <div className="grid grid-cols-[repeat(auto-fill,minmax(124px,1fr))] gap-2">
                {members.map((option) => (
                  <button
                    key={String(option.value)}
                    type="button"
                    aria-pressed={option.value === value}
                    onClick={() => onChoose(option.value)}
                    className="flex min-w-0 flex-col gap-1 rounded-control p-1 text-left text-12 hover:bg-hover aria-pressed:ring-2 aria-pressed:ring-accent-ink"
                  >
                    <ScenePicture group={group} assetId={sampleOf(option.value)} className="aspect-video w-full" />
                    <span className="truncate px-0.5" title={optionLabel(option)}>
                      {optionLabel(option)}
                    </span>
                  </button>
                ))}
              </div>
            </section>
          ))}
          {groups.length === 0 ? (
            <p className="m-auto flex flex-col items-center gap-2 text-13 text-muted">
              Nothing is called that.
              {allowsOther && own !== '' ? (
                <Button size="small" onClick={() => onChoose(own)}>
                  Send “{own}” as it is
                </Button>
              ) : null}
            </p>
          ) : null}
        </div>
      </div>
    </Dialog>
  )
}

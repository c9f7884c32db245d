import { ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { chatModelIds, pictureModels } from './chat-models'
import { type Choice, ChoicePicker } from './choice-picker'
import { priceWords, usePriceOf } from './use-prices'

export interface ModelPickerProps {
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Chooses the model that answers. */
export function ChatModelPicker(props: ModelPickerProps) {
  const offered = useStudioQuery('account.models').data
  const account = useStudioQuery('account.state').data
  const priceOf = usePriceOf()
  const favourites = useFavourites()
  const choices = useMemo(
    () =>
      withChosen(chatModelIds(offered ?? [], account?.areModelsKnown ?? false), props.value).map((id): Choice => ({
        value: id,
        label: id,
        detail: priceWords(priceOf(id)),
        isFavourite: favourites.ids.includes(id),
      })),
    [offered, account, priceOf, favourites.ids, props.value],
  )
  return (
    <ChoicePicker
      {...props}
      label="Model of the answer"
      choices={choices}
      allowsOther
      onToggleFavourite={favourites.toggle}
      trigger={<PickerButton label="Model" words={props.value} />}
    />
  )
}

/** Chooses the model that makes the picture; the value is `operation|model`. */
export function PictureModelPicker({ hasPictures, ...props }: ModelPickerProps & { readonly hasPictures: boolean }) {
  const priceOf = usePriceOf()
  const favourites = useFavourites()
  const choices = pictureModels(hasPictures).map(({ value, operation, modelId }): Choice => ({
    value,
    label: modelId,
    detail: `${operation.title} · ${priceWords(priceOf(modelId))}`,
    isFavourite: favourites.ids.includes(modelId),
  }))
  const words = choices.find(({ value }) => value === props.value)?.label ?? 'Choose a model'
  return (
    <ChoicePicker
      {...props}
      label="Model of the picture"
      choices={choices}
      onToggleFavourite={(value) => favourites.toggle(value.split('|')[1] ?? value)}
      trigger={<PickerButton label="Picture model" words={words} />}
    />
  )
}

function PickerButton({ label, words, ...rest }: { readonly label: string; readonly words: string }) {
  return (
    <Button {...rest} size="small" variant="ghost" aria-label={`${label}: ${words}`} className="max-w-56">
      <span className="truncate">{words}</span>
      <ChevronDown />
    </Button>
  )
}

function withChosen(ids: readonly string[], chosen: string): readonly string[] {
  return ids.includes(chosen) ? ids : [chosen, ...ids]
}

function useFavourites() {
  const settings = useStudioQuery('studio.settings').data
  const update = useStudioMutation('studio.update-settings')
  const ids = settings?.favouriteModelIds ?? NONE
  const toggle = (id: string): void =>
    update.mutate({
      favouriteModelIds: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id],
    })
  return { ids, toggle }
}

const NONE: readonly string[] = []

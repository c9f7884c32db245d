import { assertNever } from '@shared/lib/assert-never'
import type { ReactNode } from 'react'
import { AssetControl } from './controls/asset-control'
import { ChoiceControl } from './controls/choice-control'
import { ChoiceGallery } from './controls/choice-gallery'
import { CountControl } from './controls/count-control'
import { MaskControl } from './controls/mask-control'
import { NumberControl } from './controls/number-control'
import { PromptControl } from './controls/prompt-control'
import { RatioControl } from './controls/ratio-control'
import { RemoteIdControl } from './controls/remote-id-control'
import { SeedControl } from './controls/seed-control'
import { SettingsControl } from './controls/settings-control'
import { TextControl } from './controls/text-control'
import type { FormFieldProps } from './form-field'

/** The one map from field kind to control; a new kind does not compile before it has its control here. */
export function drawControl(props: FormFieldProps): ReactNode {
  const { field, value, onChange } = props
  const { kind, label } = field
  const base = { label, value, onChange }
  switch (kind.type) {
    case 'prompt':
      return <PromptControl {...base} hasHistory />
    case 'lyrics':
      return <PromptControl {...base} isTall />
    case 'negative-prompt':
      return <TextControl {...base} isMultiline />
    case 'text':
      return <TextControl {...base} isMultiline={kind.multiline === true} />
    case 'json':
      return <SettingsControl {...base} />
    case 'integer':
      return <NumberControl {...base} min={kind.min} max={kind.max} step={kind.step ?? 1} />
    case 'number':
      return <NumberControl {...base} min={kind.min} max={kind.max} step={kind.step ?? 0.1} />
    case 'seed':
      return <SeedControl {...base} min={kind.min} max={kind.max} />
    case 'count':
      return <CountControl {...base} min={kind.min} max={kind.max} />
    case 'boolean':
    case 'list':
      // Drawn by the form field itself.
      return null
    case 'aspect-ratio':
      return (
        <RatioControl
          {...base}
          field={field}
          options={kind.options}
          allowsOther={kind.allowsOther === true}
          otherExample={kind.otherExample ?? '5:4'}
        />
      )
    case 'choice':
      if (kind.options.some(({ group }) => group !== undefined)) {
        return <ChoiceGallery {...base} options={kind.options} allowsOther={kind.allowsOther === true} />
      }
      return <ChoiceControl {...base} field={field} options={kind.options} allowsOther={kind.allowsOther === true} />
    case 'size':
    case 'voice':
      return <ChoiceControl {...base} field={field} options={kind.options} allowsOther={kind.allowsOther === true} />
    case 'quality':
    case 'seconds':
      return <ChoiceControl {...base} field={field} options={kind.options} allowsOther={false} />
    case 'asset':
      return <AssetControl {...base} kind={kind} fieldKey={field.key} onParamsChange={props.onParamsChange} />
    case 'remote-id':
      return <RemoteIdControl {...base} kind={kind} />
    case 'mask':
      return <MaskControl {...base} sourceId={props.maskSourceAssetId} />
    default:
      return assertNever(kind)
  }
}

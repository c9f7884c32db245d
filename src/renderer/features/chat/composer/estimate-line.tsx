import { describePrice, formatMicroUsd } from '@renderer/lib/format-money'
import { Price } from '@renderer/ui/price'
import { estimatePrice } from '@shared/catalog/projections/price'
import { paramsFromWords } from '@shared/catalog/projections/params-from-words'
import { estimateOfInput, estimateTokens } from '@shared/domain/chat-cost'
import { sumOfPrices, UNKNOWN_PRICE } from '@shared/domain/money'
import type { PictureModel } from './chat-models'
import { usePriceOf } from './use-prices'

export interface TalkEstimateProps {
  /** All of them get the message. */
  readonly modelIds: readonly string[]
  /** Letters of the branch and of the message. */
  readonly characters: number
  /** Pictures cost tokens, too; how many depends on the model. */
  readonly pictureCount: number
}

/** What sending costs before the answer comes, and what the answer costs by length. */
export function TalkEstimate({ modelIds, characters, pictureCount }: TalkEstimateProps) {
  const priceOf = usePriceOf()
  const described = describePrice(sumOfPrices(modelIds.map((id) => estimateOfInput(characters, priceOf(id)))))
  const [modelId = ''] = modelIds
  const perAnswer = modelIds.length === 1 ? (priceOf(modelId)?.outputMicroUsdPerMillion ?? null) : null
  const answer =
    perAnswer === null ? '' : `, the answer about ${formatMicroUsd(Math.round(perAnswer / 1_000))} per 1,000 tokens`
  const tokens = `≈ ${estimateTokens(characters).toLocaleString()} tokens${pictureWords(pictureCount)}`
  return (
    <Price
      {...described}
      detail={`${described.detail}${answer}`}
      text={`${tokens} · ${described.isKnown ? `${described.text} to send` : described.text}`}
    />
  )
}

function pictureWords(count: number): string {
  if (count === 0) return ''
  return count === 1 ? ' + a picture' : ` + ${count} pictures`
}

export interface PictureEstimateProps {
  readonly model: PictureModel
  readonly prompt: string
  readonly assetIds: readonly string[]
}

export function PictureEstimate({ model, prompt, assetIds }: PictureEstimateProps) {
  const priceOf = usePriceOf()
  const params = paramsFromWords(model.operation, prompt, assetIds)
  return (
    <Price
      {...describePrice(params ? estimatePrice(model.operation, model.modelId, params, priceOf) : UNKNOWN_PRICE)}
    />
  )
}

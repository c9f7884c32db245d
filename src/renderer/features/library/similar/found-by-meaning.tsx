import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { failureOf } from '@renderer/data/studio'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Skeleton } from '@renderer/ui/skeleton'
import type { MeaningAnswer, MeaningRanking } from '@shared/contracts/library-meaning'
import type { Failure } from '@shared/domain/app-error'
import { useQueryClient } from '@tanstack/react-query'
import { ArrowDownWideNarrow } from 'lucide-react'
import { useState } from 'react'
import { FoundGrid } from './found-grid'
import { atMost } from './at-most'

export interface FoundByMeaningProps {
  readonly question: string
  readonly onShow: (assetId: string) => void
}

/** What a question found, and the offer to have a model order it. Mounted anew for each question. */
export function FoundByMeaning({ question, onShow }: FoundByMeaningProps) {
  const found = useStudioQuery('library.by-meaning', { question })
  if (found.error) return <FailureNotice failure={failureOf(found.error)} onNextStep={() => void found.refetch()} />
  if (!found.data) return <Skeleton className="h-60" />
  const { cards, isFromMemory, ranking } = found.data
  return (
    <>
      <p className="text-12 text-muted" role="status">
        {isFromMemory
          ? 'Answered from what is kept here; nothing was sent.'
          : 'The question was sent once and is kept.'}{' '}
        {orderWords(ranking)}
      </p>
      {cards.length > 1 && ranking.missing > 0 ? <RankOffer question={question} ranking={ranking} /> : null}
      <FoundGrid cards={cards} onShow={onShow} />
    </>
  )
}

function orderWords({ ranked, missing, modelId }: MeaningRanking): string {
  if (ranked === 0) return 'In the order of their vectors.'
  const rest = missing === 0 ? '' : ` ${missing.toLocaleString()} that it has not read follow by their vectors.`
  return `Ranked by ${modelId}, whose answer is kept.${rest}`
}

function RankOffer({ question, ranking }: { readonly question: string; readonly ranking: MeaningRanking }) {
  const client = useQueryClient()
  const [failure, setFailure] = useState<Failure | null>(null)
  const rank = useStudioMutation('library.rank-by-meaning', {
    onSuccess: (answer: MeaningAnswer) => {
      setFailure(null)
      client.setQueryData(studioKey('library.by-meaning', { question }), answer)
    },
    onFailure: setFailure,
  })
  const missing = ranking.missing.toLocaleString()
  return (
    <div className="flex flex-col gap-2">
      {failure ? (
        <FailureNotice
          failure={{
            ...failure,
            message: `${failure.message} They stay in the order of their vectors.`,
            nextStep: 'none',
          }}
        />
      ) : null}
      <div className="flex items-center justify-between gap-4 rounded-panel border border-line bg-raised px-3 py-2">
        <p className="min-w-0 text-12 text-muted">
          {ranking.modelId} can read the question together with each item’s words and put the best first.
        </p>
        <Button
          size="small"
          icon={<ArrowDownWideNarrow />}
          disabledReasons={rank.isPending ? ['The model reads them.'] : []}
          onClick={() => rank.mutate({ question })}
        >
          Rank {ranking.ranked > 0 ? `${missing} more` : `these ${missing}`} ({atMost(ranking.estimateMicroUsd)})
        </Button>
      </div>
    </div>
  )
}

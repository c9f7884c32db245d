import { formatDateTime } from '@renderer/lib/format-time'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Skeleton } from '@renderer/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { chargeWords, nameOf, paramWords } from './recipe-words'
import { Facts, Section } from './section'

const SKELETON_ROWS = ['a', 'b', 'c', 'd'] as const

export interface RecipeSectionProps {
  readonly assetId: string
  readonly onUse: () => void
}

/** How the item was made, so that it can be made again. */
export function RecipeSection({ assetId, onUse }: RecipeSectionProps) {
  const recipe = useStudioQuery('generation.recipe-of-asset', { assetId })
  const operationId = recipe.data?.operationId
  const operation = useQuery({
    queryKey: ['operation', operationId],
    // The catalog is large and only wanted here; a recipe of an older one may name what is gone.
    queryFn: async () => (await import('@shared/catalog/operations')).findOperation(operationId ?? '') ?? null,
    enabled: operationId !== undefined,
  })
  if (recipe.isPending) {
    return (
      <Section title="Recipe">
        <div className="flex flex-col gap-2">
          {SKELETON_ROWS.map((row) => (
            <Skeleton key={row} className="h-4" />
          ))}
        </div>
      </Section>
    )
  }
  if (!recipe.data) return null
  const made = recipe.data
  const spec = operation.data ?? undefined
  return (
    <Section title="Recipe">
      <Facts
        facts={[
          { name: 'Model', value: made.modelId },
          { name: 'Operation', value: spec?.title ?? nameOf(made.operationId) },
          ...paramWords(made, spec).map(({ name, text }) => ({ name, value: text })),
          { name: 'Price', value: chargeWords(made) },
          { name: 'Key', value: made.keyProfileLabel ?? 'unknown' },
          { name: 'Made', value: formatDateTime(made.createdAtMs) },
        ]}
      />
      <Button size="small" icon={<RotateCcw />} onClick={onUse} className="mt-3" tooltip="Opens it in Create" keys="R">
        Use this recipe
      </Button>
    </Section>
  )
}

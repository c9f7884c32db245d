import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import type { AssetDetail } from '@shared/domain/asset'
import type { ImportedRecipe, RecipeTool } from '@shared/domain/imported-recipe'
import { useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { nameOf } from './recipe-words'
import { type Fact, Facts, Section } from './section'

const TOOL_NAMES: Readonly<Record<RecipeTool, string>> = {
  a1111: 'Stable Diffusion web UI (A1111)',
  comfyui: 'ComfyUI',
  invokeai: 'InvokeAI',
  swarmui: 'SwarmUI',
  midjourney: 'Midjourney',
  chainhub: 'ChainHub Studio',
  xmp: 'the file’s description (XMP)',
}

export interface ForeignSectionProps {
  readonly detail: AssetDetail
  readonly onUse: () => void
}

/** How another program made the item, as its file tells, and how much of that can be made again here. */
export function ForeignSection({ detail, onUse }: ForeignSectionProps) {
  const recipe = useStudioQuery('library.extras', { assetId: detail.id }).data?.recipe ?? null
  const carried = useQuery({
    queryKey: ['carried-recipe', detail.id, recipe],
    // The catalog is large and only wanted here.
    queryFn: async () => (recipe ? (await import('./foreign-recipe')).carryRecipe(recipe, detail.media) : null),
    enabled: recipe !== null,
  }).data
  if (detail.generationId !== null || recipe === null || isEmpty(recipe)) return null
  return (
    <Section title="Recipe in the file">
      <Facts facts={factsOf(recipe)} />
      {carried ? (
        <>
          <Button
            size="small"
            icon={<RotateCcw />}
            onClick={onUse}
            className="mt-3"
            tooltip="Opens it in Create"
            keys="R"
          >
            Make again with…
          </Button>
          <p className="mt-2 text-12 text-muted">
            Goes along: {carried.carried.map((label) => `“${label}”`).join(', ')}.
          </p>
        </>
      ) : null}
    </Section>
  )
}

const isEmpty = ({ prompt, modelId, settings }: ImportedRecipe): boolean =>
  prompt === '' && modelId === null && Object.keys(settings).length === 0

function factsOf({ tool, prompt, negativePrompt, modelId, settings }: ImportedRecipe): readonly Fact[] {
  const facts = [
    { name: 'Read from', value: TOOL_NAMES[tool] },
    { name: 'Model', value: modelId ?? '' },
    { name: 'Prompt', value: prompt },
    { name: 'Leave out', value: negativePrompt },
    ...Object.entries(settings).map(([name, value]) => ({ name: nameOf(name), value })),
  ]
  return facts.filter(({ value }) => value !== '')
}

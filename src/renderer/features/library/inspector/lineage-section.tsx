import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { IconButton } from '@renderer/ui/icon-button'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetDetail, AssetLink, AssetRelation } from '@shared/domain/asset'
import { GitFork } from 'lucide-react'
import { Section } from './section'

/** What the item is to its parent. */
const FROM_WORDS: Readonly<Record<AssetRelation, string>> = {
  edit: 'Edited from',
  upscale: 'Upscaled from',
  cover: 'Cover of',
  reference: 'Reference',
  mask: 'Mask',
  raw: 'Model’s own answer',
  frame: 'Frame of',
  variation: 'Variation of',
  export: 'Exported from',
}

/** What came of the item. */
const TO_WORDS: Readonly<Record<AssetRelation, string>> = {
  edit: 'Edit',
  upscale: 'Upscale',
  cover: 'Cover',
  reference: 'Made with it',
  mask: 'Edit with this mask',
  raw: 'Finished edit',
  frame: 'Frame',
  variation: 'Variation',
  export: 'Export',
}

export interface LineageSectionProps {
  readonly detail: AssetDetail
  readonly onOpen: (assetId: string) => void
  readonly onShowAll: () => void
}

/** Where the item comes from and what was made of it. */
export function LineageSection({ detail, onOpen, onShowAll }: LineageSectionProps) {
  const { parents, children } = detail
  const ids = [...new Set([...parents, ...children].map((link) => link.assetId))]
  const cards = useStudioQuery('library.cards', { assetIds: ids }, { isEnabled: ids.length > 0 })
  if (ids.length === 0) return null
  const stateOf = (link: AssetLink) => cards.data?.find((card) => card.id === link.assetId)?.thumbnail ?? 'pending'
  const tiles = [
    ...parents.map((link) => ({ link, words: FROM_WORDS[link.relation], side: 'from' })),
    ...children.map((link) => ({ link, words: TO_WORDS[link.relation], side: 'to' })),
  ]
  return (
    <Section
      title="Lineage"
      aside={<IconButton label="The whole family" keys="L" size="small" icon={<GitFork />} onClick={onShowAll} />}
    >
      <ul className="grid grid-cols-3 gap-2">
        {tiles.map(({ link, words, side }) => (
          <li key={`${side}:${link.assetId}:${link.relation}`}>
            <button
              type="button"
              title={link.title}
              onClick={() => onOpen(link.assetId)}
              className="flex w-full flex-col gap-1 rounded-control text-left text-11 text-muted hover:text-ink"
            >
              <MediaThumb
                key={stateOf(link)}
                src={thumbnailUrl(link.assetId, 320)}
                kind={link.media}
                state={stateOf(link)}
                label={link.title || 'Untitled'}
                className="aspect-square w-full"
              />
              <span>{words}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { Dialog } from '@renderer/ui/dialog'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Skeleton } from '@renderer/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { diffRecipes } from './diff-recipes'

export interface RecipeDiffDialogProps {
  readonly firstId: string
  readonly secondId: string
  readonly onClose: () => void
}

/** What was asked differently of two items. Mounted while it is open. */
export function RecipeDiffDialog({ firstId, secondId, onClose }: RecipeDiffDialogProps) {
  const first = useStudioQuery('generation.recipe-of-asset', { assetId: firstId })
  const second = useStudioQuery('generation.recipe-of-asset', { assetId: secondId })
  const cards = useStudioQuery('library.cards', { assetIds: [firstId, secondId] }).data ?? []
  // The catalog is large and only wanted here.
  const catalog = useQuery({ queryKey: ['operations'], queryFn: () => import('@shared/catalog/operations') })
  const isPending = first.isPending || second.isPending || catalog.isPending
  const rows =
    first.data && second.data ? diffRecipes(first.data, second.data, (id) => catalog.data?.findOperation(id)) : []
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} width="large" title="Two recipes">
      <table className="w-full table-fixed border-separate border-spacing-y-1 text-12">
        <thead>
          <tr>
            <th className="w-32" aria-label="Setting" />
            {[firstId, secondId].map((id) => {
              const card = cards.find((each) => each.id === id)
              return (
                <th key={id} scope="col" className="px-2 text-left font-medium">
                  <span className="flex items-center gap-2">
                    <MediaThumb
                      src={thumbnailUrl(id, 320)}
                      kind={card?.media ?? 'image'}
                      state={card?.thumbnail ?? 'pending'}
                      label=""
                      className="size-12 shrink-0"
                    />
                    <span className="line-clamp-2 min-w-0">{card?.title || 'Untitled'}</span>
                  </span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, first: left, second: right, isSame }) => (
            <tr key={name} className={classNames(isSame ? 'text-muted' : 'font-medium')}>
              <th scope="row" className="py-1 text-left align-top font-normal text-muted">
                {name}
              </th>
              {[left, right].map((text, index) => (
                <td
                  key={index === 0 ? 'first' : 'second'}
                  data-selectable
                  className={classNames(
                    'px-2 py-1 align-top first-of-type:rounded-l-control last-of-type:rounded-r-control wrap-anywhere whitespace-pre-wrap',
                    !isSame && 'bg-warning-soft',
                  )}
                >
                  {text ?? '—'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isPending ? <Skeleton className="h-40" /> : null}
      {!isPending && rows.length === 0 ? (
        <p className="py-6 text-center text-13 text-muted">
          One of the two was brought in from outside and has no recipe.
        </p>
      ) : null}
    </Dialog>
  )
}

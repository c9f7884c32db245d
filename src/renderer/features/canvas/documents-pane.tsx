import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { classNames } from '@renderer/ui/class-names'
import { ContextMenu } from '@renderer/ui/menu'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { CanvasDocument } from '@shared/domain/canvas'

export interface DocumentsPaneProps {
  readonly openId: string | null
  readonly onOpen: (documentId: string) => void
  readonly onClosed: (documentId: string) => void
}

/** Pictures that were opened in the canvas, newest first. */
export function DocumentsPane({ openId, onOpen, onClosed }: DocumentsPaneProps) {
  const { data } = useStudioQuery('canvas.list')
  const close = useStudioMutation('canvas.delete', { onSuccess: (_answer, { documentId }) => onClosed(documentId) })
  const documents = data ?? []
  const sourceIds = documents.map(({ sourceAssetId }) => sourceAssetId)
  const { data: cards } = useStudioQuery(
    'library.cards',
    { assetIds: [...new Set(sourceIds)] },
    { isEnabled: sourceIds.length > 0, keepsPrevious: true },
  )
  const thumbnailOf = (assetId: string) => cards?.find(({ id }) => id === assetId)?.thumbnail ?? 'pending'
  const roving = useRovingFocus(
    documents.map(({ id, title }) => ({ id, label: title })),
    onOpen,
  )
  return (
    <>
      <h2 className="px-3 pt-3 pb-2 text-12 font-medium text-muted">Open pictures</h2>
      <ul
        {...roving.listProps}
        aria-label="Open pictures"
        className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 pb-2"
      >
        {documents.map((document) => (
          <ContextMenu
            key={document.id}
            entries={[
              { id: 'close', label: 'Close this canvas', onSelect: () => close.mutate({ documentId: document.id }) },
            ]}
          >
            <li>
              <button
                type="button"
                {...roving.itemProps(document.id)}
                aria-current={document.id === openId}
                onClick={() => onOpen(document.id)}
                className={classNames(
                  'flex w-full items-center gap-2 rounded-control p-1.5 text-left hover:bg-hover',
                  document.id === openId && 'bg-selected hover:bg-selected',
                )}
              >
                <MediaThumb
                  src={thumbnailUrl(document.sourceAssetId, 320)}
                  kind="image"
                  state={thumbnailOf(document.sourceAssetId)}
                  label=""
                  className="size-10 shrink-0"
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{document.title}</span>
                  <span className="block text-11 text-muted">{resultWords(document)}</span>
                </span>
              </button>
            </li>
          </ContextMenu>
        ))}
      </ul>
    </>
  )
}

function resultWords({ resultAssetIds }: CanvasDocument): string {
  if (resultAssetIds.length === 0) return 'no edit yet'
  return resultAssetIds.length === 1 ? '1 edit' : `${resultAssetIds.length} edits`
}

import { useStudioQuery } from '@renderer/data/use-studio-query'
import { ItemFace } from '@renderer/parts/vendor-items/item-face'
import { ITEM_WORDS } from '@renderer/parts/vendor-items/item-words'

/** What a run made that stays at the vendor and has no file: an element, a voice. */
export function MadeItems({ taskId }: { readonly taskId: string }) {
  const { data } = useStudioQuery('vendor-item.of-task', { taskId })
  return (
    <ul className="flex min-h-28 flex-1 flex-col justify-center gap-2 p-3">
      {(data ?? []).map((item) => (
        <li key={item.id} className="flex min-w-0 items-center gap-3">
          <ItemFace kind={item.kind} coverAssetId={item.coverAssetId} className="size-16" />
          <span className="flex min-w-0 flex-col">
            <span className="truncate text-13 font-medium">{item.name || item.remoteId}</span>
            <span className="text-12 text-muted">
              The {ITEM_WORDS[item.kind].one} is kept at the vendor. Forms that take one offer it now.
            </span>
            <span data-selectable className="truncate font-mono text-11 text-muted">
              {item.remoteId}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { IconButton } from '@renderer/ui/icon-button'
import { showToast } from '@renderer/ui/toast'
import { BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { newStep, undoAction } from '../actions/undo'
import { type LibraryFilter, toSearchText } from './filter-state'
import { NameDialog } from './name-dialog'

const MAX_NAME = 60

/** Keeps what is asked for as a smart collection; there while something is asked for that is not kept yet. */
export function SaveSearch({ filter }: { readonly filter: LibraryFilter }) {
  const [isNaming, setIsNaming] = useState(false)
  const collections = useStudioQuery('library.collections').data ?? []
  const search = toSearchText(filter)
  const isKept = collections.some((collection) => collection.kind === 'smart' && collection.search === search)
  if (search === '' || isKept) return null
  const save = async (name: string): Promise<void> => {
    const stepId = newStep()
    await request('library.create-collection', { stepId, kind: 'smart', name, parentId: null, search })
    showToast({ title: `Saved the smart collection “${name}”`, tone: 'success', action: undoAction(stepId) })
  }
  return (
    <>
      <IconButton label="Save as a smart collection" icon={<BookmarkPlus />} onClick={() => setIsNaming(true)} />
      {isNaming ? (
        <NameDialog
          title="Save this search"
          description={search}
          label="Name of the smart collection"
          initialName={search.slice(0, MAX_NAME)}
          confirmWords="Save"
          onConfirm={(name) => detach(save(name), 'save a search')}
          onClose={() => setIsNaming(false)}
        />
      ) : null}
    </>
  )
}

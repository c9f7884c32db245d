import { detach } from '@renderer/data/detach'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { IconButton } from '@renderer/ui/icon-button'
import { TextInput } from '@renderer/ui/text-input'
import type { AssetDetail } from '@shared/domain/asset'
import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { tag } from '../actions/asset-actions'
import { Section } from './section'

/** The tags of one item; typing a name and Enter gives one, new names become new tags. */
export function TagsSection({ detail }: { readonly detail: AssetDetail }) {
  const [text, setText] = useState('')
  const tags = useStudioQuery('library.tags').data ?? []
  const listId = useId()
  const give = (): void => {
    if (text.trim() !== '') detach(tag([detail.id], { add: [text.trim()] }), 'give a tag')
    setText('')
  }
  return (
    <Section title="Tags">
      {detail.tags.length > 0 ? (
        <ul className="mb-2 flex flex-wrap gap-1">
          {detail.tags.map(({ id, name }) => (
            <li key={id} className="flex items-center rounded-control bg-hover pl-2 text-12">
              {name}
              <IconButton
                label={`Take the tag ${name} away`}
                size="small"
                icon={<X />}
                onClick={() => detach(tag([detail.id], { remove: [id] }), 'take a tag away')}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <TextInput
        aria-label="Add a tag"
        placeholder="Add a tag"
        list={listId}
        value={text}
        onValueChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) give()
        }}
        className="h-7! text-12!"
      />
      <datalist id={listId}>
        {tags.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </Section>
  )
}

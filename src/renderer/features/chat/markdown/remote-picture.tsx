import { ImageDown, ImageOff } from 'lucide-react'
import { useContext, useState } from 'react'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { linkPolicy } from './link-policy'
import { MarkdownActionsContext } from './markdown-actions'

export interface RemotePictureProps {
  readonly href: string
  /** What the answer says is in it; may be empty. */
  readonly words: string
}

type Loading = { readonly kind: 'not-asked' | 'loading' } | { readonly kind: 'loaded'; readonly assetId: string }

const SHOWN_LENGTH = 80

/**
 * A picture that an answer points at is named, not fetched: its address could carry the talk to a stranger. A press
 * fetches it into the library, once its address was there to be read.
 */
export function RemotePicture({ href, words }: RemotePictureProps) {
  const { loadPicture } = useContext(MarkdownActionsContext)
  const [loading, setLoading] = useState<Loading>({ kind: 'not-asked' })
  const policy = linkPolicy(href)
  const name = words || 'Picture'
  if (policy.kind === 'inert' || !policy.url.startsWith('https:')) {
    return (
      <span className="md-picture" title={`Picture that cannot be loaded: ${shortened(href)}`}>
        <ImageOff aria-hidden />
        {name} · {shortened(href)}
      </span>
    )
  }
  if (loading.kind === 'loaded') {
    return <img className="md-loaded-picture" src={thumbnailUrl(loading.assetId, 960)} alt={name} title={policy.url} />
  }
  const load = async (): Promise<void> => {
    setLoading({ kind: 'loading' })
    const assetId = await loadPicture(policy.url)
    setLoading(assetId === null ? { kind: 'not-asked' } : { kind: 'loaded', assetId })
  }
  return (
    <button
      type="button"
      className="md-picture"
      title={`Not loaded. Press to fetch it into the library from ${policy.url}`}
      disabled={loading.kind === 'loading'}
      onClick={() => void load()}
    >
      <ImageDown aria-hidden />
      {loading.kind === 'loading' ? 'Loading' : name} · {shortened(policy.url.replace('https://', ''))}
    </button>
  )
}

const shortened = (address: string): string =>
  address.length > SHOWN_LENGTH ? `${address.slice(0, SHOWN_LENGTH)}…` : address

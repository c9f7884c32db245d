import type { Params } from '../../domain/generation'
import type { MediaKind } from '../../domain/media'
import type { FieldKind, FieldSpec } from '../types'
import type { AssetFacts, Reason } from './reasons'
import { assetIdsOf, isWebLink, valueOf } from './values'

type AssetKind = Extract<FieldKind, { readonly type: 'asset' }>

const MEDIA_WORDS: Readonly<Record<MediaKind, string>> = {
  image: 'a picture',
  video: 'a video',
  audio: 'a sound',
  text: 'a text',
}

/** What stands against the files of one field: how many, of which kind, how large. */
export function assetReasons(
  field: FieldSpec,
  kind: AssetKind,
  ids: readonly string[],
  assets: ReadonlyMap<string, AssetFacts>,
): readonly Reason[] {
  const messages: string[] = []
  if (ids.length > kind.max) {
    messages.push(`${field.label}: at most ${kind.max}, and there ${ids.length === 1 ? 'is' : 'are'} ${ids.length}.`)
  }
  if (ids.length < kind.min) messages.push(`${field.label}: add at least ${kind.min}.`)
  for (const id of ids) {
    const message = isWebLink(id) ? linkProblem(field.label, kind) : problemOf(field.label, kind, assets.get(id))
    if (message !== null && !messages.includes(message)) messages.push(message)
  }
  return messages.map((message) => ({ field: field.key, message }))
}

function linkProblem(label: string, kind: AssetKind): string | null {
  return kind.delivery === 'link' ? null : `${label} has to be a file of the library, not a link.`
}

function problemOf(label: string, kind: AssetKind, facts: AssetFacts | undefined): string | null {
  if (facts === undefined) return `${label}: a file is no longer in the library.`
  if (!kind.media.includes(facts.media)) {
    const wanted = kind.media.map((media) => MEDIA_WORDS[media]).join(' or ')
    return `${label} has to be ${wanted}, not ${MEDIA_WORDS[facts.media]}.`
  }
  if (kind.mimes && !kind.mimes.includes(facts.mime)) {
    const names = [...new Set(kind.mimes.map(typeName))]
    return `${label}: ${typeName(facts.mime)} is not taken. It has to be ${names.join(', ')}.`
  }
  if (kind.maxBytes !== undefined && facts.byteSize > kind.maxBytes) {
    return `${label}: a file has ${megabytes(facts.byteSize)}, and the limit is ${megabytes(kind.maxBytes)}.`
  }
  return shapeProblem(label, kind, facts)
}

function shapeProblem(label: string, kind: AssetKind, { width, height }: AssetFacts): string | null {
  if (width === null || height === null) return null
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  if (kind.minSidePx !== undefined && short < kind.minSidePx) {
    return `${label}: each side needs at least ${kind.minSidePx} pixels, and the picture has ${width} × ${height}.`
  }
  if (kind.maxSideRatio !== undefined && long > short * kind.maxSideRatio) {
    return `${label}: the picture is too narrow. The long side may be ${kind.maxSideRatio} times the short one.`
  }
  return null
}

/** A mask has to have the size of the picture that it belongs to. */
export function maskReasons(
  fields: readonly FieldSpec[],
  params: Params,
  assets: ReadonlyMap<string, AssetFacts>,
): readonly Reason[] {
  const source = fields.find(({ kind }) => kind.type === 'asset' && kind.role === 'source')
  const sourceId = source && assetIdsOf(valueOf(source, params))[0]
  return fields
    .filter(({ kind }) => kind.type === 'mask')
    .flatMap((field) => {
      const id = assetIdsOf(valueOf(field, params))[0]
      if (id === undefined) return []
      const mask = assets.get(id)
      if (mask === undefined) return [{ field: field.key, message: `${field.label}: the mask is no longer there.` }]
      if (mask.media !== 'image')
        return [{ field: field.key, message: `${field.label}: the mask has to be a picture.` }]
      const picture = sourceId === undefined ? undefined : assets.get(sourceId)
      if (!picture || haveSameSize(mask, picture)) return []
      const sizes = `${mask.width} × ${mask.height} against ${picture.width} × ${picture.height}`
      return [{ field: field.key, message: `The mask does not have the size of the picture: ${sizes}.` }]
    })
}

function haveSameSize(one: AssetFacts, other: AssetFacts): boolean {
  if (one.width === null || one.height === null || other.width === null || other.height === null) return true
  return one.width === other.width && one.height === other.height
}

function typeName(mime: string): string {
  const name = mime.split('/')[1] ?? mime
  return name.replace(/^x-/, '').replace('vnd.wave', 'wav').toUpperCase()
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`
}

import { describe, expect, it } from 'vitest'
import { findOperation, OPERATIONS } from '../operations'
import type { OperationSpec } from '../types'
import { requestAsCode } from './as-code'
import { type AssetFacts, reasonsNotReady } from './readiness'
import { reconcileParams } from './reconcile'
import { inputAssetIds } from './values'
import { buildWireRequest } from './wire-request'

const PICTURE: AssetFacts = { media: 'image', mime: 'image/png', byteSize: 1000, width: 1024, height: 1024 }
const LINK = 'https://files.example/clip.mp4'
const inline = operationNamed('luma.generate')
/** The same operation of a vendor that fetches its pictures. */
const linked: OperationSpec = {
  ...inline,
  id: 'test.linked',
  fields: inline.fields.map((field) =>
    field.kind.type === 'asset' ? { ...field, kind: { ...field.kind, delivery: 'link' } } : field,
  ),
}

function operationNamed(id: string): OperationSpec {
  const operation = findOperation(id)
  if (!operation) throw new Error(id)
  return operation
}

const form = { user_prompt: 'a', image_url: LINK, image_end_url: 'asset-1' }

describe('a file that the vendor fetches', () => {
  it('may be a pasted link, which goes out as it is and is no file of the library', () => {
    const assets = new Map([['asset-1', PICTURE]])
    expect(reasonsNotReady(linked, 'ray-v2', form, assets)).toEqual([])
    expect(inputAssetIds(linked, form)).toEqual(['asset-1'])
    expect(buildWireRequest(linked, 'ray-v2', form).body).toMatchObject({
      image_url: LINK,
      image_end_url: { kind: 'asset-placeholder', assetId: 'asset-1', delivery: 'link' },
    })
  })

  it('is not taken as a link by a vendor that wants the bytes', () => {
    const reasons = reasonsNotReady(inline, 'ray-v2', { user_prompt: 'a', image_url: LINK }, new Map())
    expect(reasons.map(({ message }) => message)).toEqual(['First frame has to be a file of the library, not a link.'])
    const { params, dropped } = reconcileParams(form, linked, inline, 'ray-v2')
    expect(params).not.toHaveProperty('image_url')
    expect(dropped.map(({ label }) => label)).toEqual(['First frame'])
  })

  it.each([
    ['curl', `-F 'file=@"end.png"'`],
    ['python', 'link_to("end.png")'],
    ['typescript', '(await linkTo("end.png"))'],
  ] as const)('is uploaded first in %s', (language, upload) => {
    const request = buildWireRequest(linked, 'ray-v2', form)
    const code = requestAsCode(language, { baseUrl: 'https://api.example', request, fileNameOf: () => 'end.png' })
    expect(code).toContain(upload)
    expect(code).toContain('https://api.example/api/upload')
    expect(code).toContain(LINK)
  })

  it('goes into a form of parts only where the vendor names it as a link', () => {
    const odd = OPERATIONS.filter(
      ({ request, fields }) =>
        request.content === 'multipart' &&
        fields.some(({ key, kind }) => 'delivery' in kind && kind.delivery === 'link' && !key.endsWith('_url')),
    )
    expect(odd.map(({ id }) => id)).toEqual([])
    const request = buildWireRequest(findOperation('sora.videos.character') ?? linked, 'sora-2', {
      prompt: 'x',
      character_url: 'clip-1',
    })
    const code = requestAsCode('curl', { baseUrl: 'https://api.example', request, fileNameOf: () => 'clip.mp4' })
    expect(code).toContain('<public link of clip.mp4')
  })
})

import { expect, test } from 'vitest'
import { offerOf } from './drop-offer'

const file = (type: string) => ({ kind: 'file', type })

test('a folder has no type and is welcome; a program file is refused before the drop', () => {
  expect(offerOf({ types: ['Files'], items: [file('')] })).toBe('files')
  expect(offerOf({ types: ['Files'], items: [file('application/x-msdownload')] })).toBe('wrong')
  expect(offerOf({ types: ['Files'], items: [file('application/pdf'), file('image/png')] })).toBe('files')
})

test('a picture dragged out of a browser is a link, chosen words are nothing for the library', () => {
  expect(offerOf({ types: ['text/uri-list', 'text/html'], items: [{ kind: 'string', type: 'text/html' }] })).toBe(
    'link',
  )
  expect(offerOf({ types: ['text/plain'], items: [{ kind: 'string', type: 'text/plain' }] })).toBe('wrong')
})

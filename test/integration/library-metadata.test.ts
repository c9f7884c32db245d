import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyStripped, copyWithXmp } from '@main/library/metadata/write-xmp'
import { recipeOfFile } from '@main/library/metadata/recipe-of-file'
import { buildXmp, parseXmp, type XmpFacts } from '@main/library/metadata/xmp'
import { fileTypeFromBuffer } from 'file-type'
import jpeg from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { readXmpIndependently } from '../fixtures/independent-xmp'
import * as media from '../fixtures/media-with-metadata'

const PROMPT = 'ein Fuchs & "Schnee" <夜>\nzweite Zeile'
const FACTS: XmpFacts = {
  title: 'Fuchs – 狐',
  description: PROMPT,
  rating: 4,
  label: 'green',
  tags: ['sea & sky', '猫', 'a/b'],
  creatorTool: 'ChainHub Studio',
  recipeJson: JSON.stringify({ prompt: PROMPT, modelId: 'flux-pro', params: { seed: 7, size: '1024x1024' } }),
}

/** As Lightroom and a camera write it; the rating and the words are of before. */
const OLD_XMP = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xap="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xap:Rating="1" photoshop:City="Lübeck &amp; Bonn">
<dc:subject><rdf:Bag><rdf:li>old word</rdf:li></rdf:Bag></dc:subject>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Jane Author</rdf:li></rdf:Alt></dc:rights>
<photoshop:Headline>Kept</photoshop:Headline></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
const PHOTOSHOP = 'http://ns.adobe.com/photoshop/1.0/'
/** What must never be in a file that tells nothing. */
const SECRETS = ['secret fox', 'SecretCam', 'Jane Author', 'Lübeck', '+52.5', 'x:xmpmeta', 'IPTC', 'its place', 'MPF\0']

const folder = mkdtempSync(join(tmpdir(), 'metadata-'))
let count = 0

interface Made {
  readonly bytes: Buffer
  readonly path: string
}

async function made(source: Buffer, mime: string, ending: string, facts: XmpFacts | null): Promise<Made> {
  count += 1
  const [from, path] = [join(folder, `${count}-from.${ending}`), join(folder, `${count}.${ending}`)]
  writeFileSync(from, source)
  await (facts ? copyWithXmp(from, path, mime, facts) : copyStripped(from, path, mime))
  expect(readFileSync(from).equals(source)).toBe(true)
  return { bytes: readFileSync(path), path }
}

interface Container {
  readonly name: string
  readonly mime: string
  readonly ending: string
  readonly full: (oldXmp: string) => Buffer
  /** The packet, from where other programs look for it. */
  readonly packetOf: (bytes: Buffer) => string | null
  /** What is seen and heard, and what it needs to be seen as it was. */
  readonly shownBy: (bytes: Buffer) => unknown
  /** What other programs and cameras wrote besides. */
  readonly othersOf: (bytes: Buffer) => unknown
}

const pngOf = (bytes: Buffer, ...types: readonly string[]) =>
  media
    .readPng(bytes)
    .filter(({ type, data }) => types.includes(type) && !data.toString('latin1').startsWith('XML:com'))
const jpegOf = (bytes: Buffer, ...markers: readonly number[]) =>
  media
    .readJpeg(bytes)
    .segments.filter(({ marker, data }) => markers.includes(marker) && !data.toString('latin1').startsWith('http://ns'))
const webpOf = (bytes: Buffer, ...types: readonly string[]) =>
  media.readWebp(bytes).filter(({ type }) => types.includes(type))
const boxesOf = (bytes: Buffer, ...types: readonly string[]) =>
  media.readBoxes(bytes).filter(({ type }) => types.includes(type))
const framesOf = (bytes: Buffer) => media.readId3(bytes).frames.filter(({ id }) => id !== 'PRIV')

const one = (found: readonly { readonly data: Buffer }[], skip: number): string | null => {
  expect(found.length).toBeLessThan(2)
  return found[0]?.data.toString('utf8', skip) ?? null
}

const CONTAINERS: readonly Container[] = [
  {
    name: 'PNG',
    mime: 'image/png',
    ending: 'png',
    full: media.fullPng,
    packetOf: (bytes) => {
      const head = 'XML:com.adobe.xmp\0\0\0\0\0'
      const chunks = media.readPng(bytes)
      return one(
        chunks.filter(({ type, data }) => type === 'iTXt' && data.toString('latin1').startsWith(head)),
        head.length,
      )
    },
    shownBy: (bytes) => pngOf(bytes, 'IHDR', 'iCCP', 'IDAT', 'IEND'),
    othersOf: (bytes) => pngOf(bytes, 'tEXt', 'eXIf', 'tIME'),
  },
  {
    name: 'JPEG',
    mime: 'image/jpeg',
    ending: 'jpg',
    full: media.fullJpeg,
    packetOf: (bytes) => {
      const { segments } = media.readJpeg(bytes)
      const isXmp = ({ marker, data }: media.JpegSegment) =>
        marker === 0xe1 && data.subarray(0, media.XMP_HEAD.length).equals(media.XMP_HEAD)
      return one(segments.filter(isXmp), media.XMP_HEAD.length)
    },
    shownBy: (bytes) => [
      jpeg.decode(bytes, { useTArray: true }).data,
      jpegOf(bytes, 0xe0),
      jpegOf(bytes, 0xe2).filter(({ data }) => data.equals(media.ICC)),
    ],
    othersOf: (bytes) => [jpegOf(bytes, 0xe1, 0xe2, 0xed, 0xfe), media.readJpeg(bytes).rest],
  },
  {
    name: 'WebP',
    mime: 'image/webp',
    ending: 'webp',
    full: media.fullWebp,
    packetOf: (bytes) => {
      const packet = one(webpOf(bytes, 'XMP '), 0)
      // Readers look for it only where the header says so.
      const flags = webpOf(bytes, 'VP8X')[0]?.data[0] ?? 0
      expect((flags & 0x04) !== 0).toBe(packet !== null)
      expect((flags & 0x08) !== 0).toBe(webpOf(bytes, 'EXIF').length > 0)
      return packet
    },
    shownBy: (bytes) => webpOf(bytes, 'ICCP', 'VP8 ', 'VP8L', 'ALPH'),
    othersOf: (bytes) => webpOf(bytes, 'EXIF'),
  },
  {
    name: 'MP4',
    mime: 'video/mp4',
    ending: 'mp4',
    full: media.fullMp4,
    packetOf: (bytes) =>
      one(
        boxesOf(bytes, 'uuid').filter(({ data }) => data.subarray(0, 16).equals(media.XMP_BOX)),
        16,
      ),
    // With their places: the index counts from the start of the file.
    shownBy: (bytes) => [
      boxesOf(bytes, 'ftyp', 'mdat'),
      media.readBoxes(boxesOf(bytes, 'moov')[0]!.data).map(({ data, type }) => (type === 'mvhd' ? data : null)),
    ],
    othersOf: (bytes) => [
      boxesOf(bytes, 'moov'),
      boxesOf(bytes, 'uuid').filter(({ data }) => !data.subarray(0, 16).equals(media.XMP_BOX)),
    ],
  },
  ...([3, 4] as const).map((version) => ({
    name: `MP3 with ID3v2.${version}`,
    mime: 'audio/mpeg',
    ending: 'mp3',
    full: (oldXmp: string) => media.fullMp3(oldXmp, version),
    packetOf: (bytes: Buffer) => {
      const frames = media.readId3(bytes).frames.filter(({ id, data }) => id === 'PRIV' && data.indexOf('XMP\0') === 0)
      return one(frames, 4)
    },
    shownBy: (bytes: Buffer) => media.readId3(bytes).sound.subarray(0, media.SOUND.byteLength),
    othersOf: (bytes: Buffer) => [framesOf(bytes), media.readId3(bytes).sound],
  })),
]

describe.each(CONTAINERS)('a $name with a recipe', ({ mime, ending, full, packetOf, shownBy, othersOf }) => {
  it('tells other programs rating, label, words and title, where they look for them', async () => {
    const { bytes } = await made(full(OLD_XMP), mime, ending, FACTS)
    expect(readXmpIndependently(packetOf(bytes) ?? '')).toMatchObject({
      rating: '4',
      label: 'green',
      subjects: FACTS.tags,
      title: FACTS.title,
      description: PROMPT,
    })
    expect((await fileTypeFromBuffer(bytes))?.mime).toBe(mime)
  })

  it('tells the studio again how it was made', async () => {
    const { path } = await made(full(OLD_XMP), mime, ending, FACTS)
    expect(await recipeOfFile(path, mime, `x.${ending}`)).toEqual({
      tool: 'chainhub',
      prompt: PROMPT,
      negativePrompt: '',
      modelId: 'flux-pro',
      settings: { seed: '7', size: '1024x1024' },
      rating: 4,
      tags: FACTS.tags,
    })
  })

  it('shows and says what it did before', async () => {
    const source = full(OLD_XMP)
    const { bytes } = await made(source, mime, ending, FACTS)
    expect(shownBy(bytes)).toEqual(shownBy(source))
    expect(othersOf(bytes)).toEqual(othersOf(source))
    const { property } = readXmpIndependently(packetOf(bytes) ?? '')
    expect(property(PHOTOSHOP, 'City')).toBe('Lübeck & Bonn')
    expect(property(PHOTOSHOP, 'Headline')).toBe('Kept')
  })

  it('has one packet however often it is written', async () => {
    const first = await made(full(OLD_XMP), mime, ending, FACTS)
    const second = await made(first.bytes, mime, ending, { ...FACTS, rating: 2, tags: ['new'] })
    const found = readXmpIndependently(packetOf(second.bytes) ?? '')
    expect(found).toMatchObject({ rating: '2', subjects: ['new'] })
    expect(found.property(PHOTOSHOP, 'Headline')).toBe('Kept')
  })

  it('tells nothing when it is to tell nothing, and looks and sounds the same', async () => {
    const source = (await made(full(OLD_XMP), mime, ending, FACTS)).bytes
    const { bytes, path } = await made(source, mime, ending, null)
    const told = [...SECRETS, 'Fuchs', 'flux-pro'].filter(
      (secret) => bytes.includes(Buffer.from(secret)) || bytes.includes(Buffer.from(secret, 'latin1')),
    )
    expect(told).toEqual([])
    expect(packetOf(bytes)).toBeNull()
    expect(shownBy(bytes)).toEqual(shownBy(source))
    expect(await recipeOfFile(path, mime, `x.${ending}`)).toBeNull()
    expect((await fileTypeFromBuffer(bytes))?.mime).toBe(mime)
  })
})

describe('a file that tells nothing', () => {
  /** 6: the camera was held upright. */
  const orientationOf = (tiff: Buffer): number => {
    expect(tiff.toString('latin1', 0, 4)).toBe('MM\0*')
    expect([tiff.byteLength, tiff.readUInt16BE(8), tiff.readUInt16BE(10)]).toEqual([26, 1, 0x0112])
    return tiff.readUInt16BE(18)
  }

  it('still stands upright', async () => {
    const png = media.readPng((await made(media.fullPng(''), 'image/png', 'png', null)).bytes)
    expect(orientationOf(png.find(({ type }) => type === 'eXIf')!.data)).toBe(6)
    const photo = media.readJpeg((await made(media.fullJpeg(''), 'image/jpeg', 'jpg', null)).bytes)
    expect(orientationOf(photo.segments.find(({ marker }) => marker === 0xe1)!.data.subarray(6))).toBe(6)
    const webp = media.readWebp((await made(media.fullWebp(''), 'image/webp', 'webp', null)).bytes)
    expect(orientationOf(webp.find(({ type }) => type === 'EXIF')!.data)).toBe(6)
  })

  it('ends where its picture ends', async () => {
    const { bytes } = await made(media.fullJpeg(''), 'image/jpeg', 'jpg', null)
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  })
})

function oldTag(frames: readonly (readonly [id: string, data: Buffer])[]): Buffer {
  const body = Buffer.concat(
    frames.map(([id, data]) => Buffer.concat([Buffer.from(id), Buffer.from([0, 0, data.byteLength]), data])),
  )
  // Two bytes of padding, as iTunes leaves many.
  return Buffer.concat([
    Buffer.from(`ID3\x02\0\0\0\0`, 'latin1'),
    Buffer.from([(body.byteLength + 2) >> 7, (body.byteLength + 2) & 127]),
    body,
    Buffer.alloc(2),
  ])
}

describe('a recipe', () => {
  it.each([
    ['lossy', media.LOSSY_WEBP],
    ['lossless', media.LOSSLESS_WEBP],
  ])('goes into a simple %s WebP, whose header then says its size', async (_name, source) => {
    const { bytes } = await made(source, 'image/webp', 'webp', FACTS)
    const [header, picture] = media.readWebp(bytes)
    expect(header).toMatchObject({ type: 'VP8X' })
    expect(header!.data.subarray(4)).toEqual(Buffer.alloc(6))
    expect(picture).toEqual(media.readWebp(source)[0])
  })

  it('goes behind a clip whose last box is open, which then says where it ends', async () => {
    const { bytes, path } = await made(media.fullMp4('', true), 'video/mp4', 'mp4', FACTS)
    const last = media.readBoxes(bytes).slice(-2)
    expect(last.map(({ type }) => type)).toEqual(['mdat', 'uuid'])
    expect(last[0]?.data).toEqual(media.FRAMES)
    expect((await recipeOfFile(path, 'video/mp4', 'x.mp4'))?.rating).toBe(4)
  })

  it('goes into a song without any tag', async () => {
    const { bytes } = await made(media.SOUND, 'audio/mpeg', 'mp3', FACTS)
    expect(media.readId3(bytes).sound).toEqual(media.SOUND)
    expect(media.readId3(bytes).frames.map(({ id }) => id)).toEqual(['PRIV'])
  })

  it('goes into a song with a tag of ID3v2.2, whose title, words and cover stay', async () => {
    const cover = Buffer.from('not really a picture')
    const tag = oldTag([
      ['TT2', Buffer.from('\0The fox', 'latin1')],
      ['TP1', Buffer.from('\0Jane', 'latin1')],
      ['COM', Buffer.from('\0eng\0A note', 'latin1')],
      ['PIC', Buffer.concat([Buffer.from('\0PNG\x03\0', 'latin1'), cover])],
    ])
    const { bytes, path } = await made(Buffer.concat([tag, media.SOUND]), 'audio/mpeg', 'mp3', FACTS)
    const { frames, sound } = media.readId3(bytes)
    expect(bytes[3]).toBe(3)
    expect(frames.slice(0, 4).map(({ id, data }) => [id, data.toString('latin1')])).toEqual([
      ['TIT2', '\0The fox'],
      ['TPE1', '\0Jane'],
      ['COMM', '\0eng\0A note'],
      ['APIC', `\0image/png\0\x03\0${cover.toString('latin1')}`],
    ])
    expect(frames[4]?.id).toBe('PRIV')
    expect(sound).toEqual(media.SOUND)
    expect((await recipeOfFile(path, 'audio/mpeg', 'x.mp3'))?.tool).toBe('chainhub')
  })

  it('leaves a tag of ID3v2.2 with a frame that nobody knows as it is', async () => {
    const tag = oldTag([
      ['TT2', Buffer.from('\0The fox', 'latin1')],
      ['XYZ', Buffer.from('whatever')],
    ])
    const song = Buffer.concat([tag, media.SOUND])
    expect((await made(song, 'audio/mpeg', 'mp3', FACTS)).bytes).toEqual(song)
  })

  it('leaves a tag of an old kind as it is', async () => {
    const old = Buffer.concat([Buffer.from('ID3\x02\0\0\0\0\0\x10', 'latin1'), Buffer.alloc(16, 1), media.SOUND])
    expect((await made(old, 'audio/mpeg', 'mp3', FACTS)).bytes).toEqual(old)
  })

  it('that is too long for a JPEG leaves rating, words and the beginning of the prompt there', async () => {
    const prompt = '狐'.repeat(40_000)
    const facts = { ...FACTS, description: prompt, recipeJson: JSON.stringify({ prompt }) }
    const { bytes, path } = await made(media.fullJpeg(OLD_XMP), 'image/jpeg', 'jpg', facts)
    const found = readXmpIndependently(CONTAINERS[1]!.packetOf(bytes) ?? '')
    expect(found).toMatchObject({ rating: '4', subjects: FACTS.tags, description: '狐'.repeat(10_000) })
    expect(await recipeOfFile(path, 'image/jpeg', 'x.jpg')).toMatchObject({ rating: 4, tags: FACTS.tags })
  })

  it.each([
    ['cut', OLD_XMP.slice(0, 500)],
    ['with entities of its own', OLD_XMP.replace('<x:xmpmeta', '<!DOCTYPE x [<!ENTITY a "aaaa">]><x:xmpmeta')],
    ['with a stray sign', OLD_XMP.replace('Kept', 'a & b')],
    ['wrongly nested', OLD_XMP.replace('</rdf:Bag>', '</rdf:Alt>')],
    ['no XMP', 'words'],
    ['too deep', '<a>'.repeat(100_000)],
  ])('is sound though the packet of before is %s', async (_what, packet) => {
    const { bytes } = await made(media.fullPng(packet), 'image/png', 'png', FACTS)
    const found = readXmpIndependently(CONTAINERS[0]!.packetOf(bytes) ?? '')
    expect(found).toMatchObject({ rating: '4', subjects: FACTS.tags })
    expect(found.property(PHOTOSHOP, 'Headline')).toBeUndefined()
  })

  it('may hold any text', () => {
    const strange = 'a\0b\u0007 ]]> <rdf:li>x</rdf:li> &amp; \ud83d \ufffe "\'\n\u202e end'
    const facts = { ...FACTS, title: strange, description: strange, tags: [strange], label: null }
    const found = readXmpIndependently(buildXmp(facts))
    expect(found.subjects).toEqual(['a b  ]]> <rdf:li>x</rdf:li> &amp;     "\'\n\u202e end'])
    expect(parseXmp(buildXmp(facts))?.tags).toEqual(found.subjects)
  })
})

import { constants } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { carryMp3, carryMp4 } from './carry-streams'
import { type Carried, carryJpeg, carryPng, carryWebp, MAX_JPEG_PACKET } from './clean-pictures'
import { foreignDescriptions } from './foreign-xmp'
import { readFileTexts } from './read-texts'
import { buildXmp, type XmpFacts } from './xmp'

/** Types whose files can carry a recipe or be cleaned of what they carry. */
export const CAN_HOLD_XMP: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'video/mp4',
  'audio/mpeg',
])

/** A recipe that does not fit into a JPEG is left out; its prompt is cut to so much. */
const MAX_SHORT_DESCRIPTION = 10_000

/**
 * Copies a media file with an XMP packet inside. Pixels, frames and samples stay byte for byte, and so does whatever
 * else the file tells: Exif, colour profile, other programs' texts, and what their XMP says of other things.
 * @throws what the disk says; an existing target is not overwritten
 */
export async function copyWithXmp(source: string, target: string, mime: string, facts: XmpFacts): Promise<void> {
  const there = (await readFileTexts(source, mime)).get('xmp') ?? null
  await carry(source, target, mime, { xmp: packetFor(mime, facts, there), keepsOthers: true })
}

/**
 * Copies a media file without anything that speaks of its making, its place or its author. Pixels, frames and samples
 * stay byte for byte; the colour profile and how the picture is to be turned stay.
 * @throws what the disk says; an existing target is not overwritten
 */
export async function copyStripped(source: string, target: string, mime: string): Promise<void> {
  await carry(source, target, mime, { xmp: null, keepsOthers: false })
}

async function carry(source: string, target: string, mime: string, carried: Carried): Promise<void> {
  switch (mime) {
    case 'image/png':
      return writeNew(target, carryPng(await readFile(source), carried))
    case 'image/jpeg':
      return writeNew(target, carryJpeg(await readFile(source), carried))
    case 'image/webp':
      return writeNew(target, carryWebp(await readFile(source), carried))
    case 'video/mp4':
      return carryMp4(source, target, carried)
    case 'audio/mpeg':
      return carryMp3(source, target, carried)
    default:
      return copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  }
}

const writeNew = (target: string, bytes: Buffer): Promise<void> => writeFile(target, bytes, { flag: 'wx' })

/** The longest that the file can hold. */
function packetFor(mime: string, facts: XmpFacts, there: string | null): string {
  const whole = buildXmp(facts, there === null ? [] : foreignDescriptions(there))
  if (mime !== 'image/jpeg' || Buffer.byteLength(whole) <= MAX_JPEG_PACKET) return whole
  const own = buildXmp(facts)
  if (Buffer.byteLength(own) <= MAX_JPEG_PACKET) return own
  const description = facts.description.slice(0, MAX_SHORT_DESCRIPTION)
  return buildXmp({ ...facts, description, tags: facts.tags.slice(0, 100), recipeJson: null })
}

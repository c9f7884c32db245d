import { firstLight } from './0001-first-light'
import { uploadedLinks } from './0002-uploaded-links'
import { vendorItems } from './0003-vendor-items'
import { chatOrder } from './0004-chat-order'
import { chatProtocols } from './0005-chat-protocols'
import { songUploads } from './0006-song-uploads'
import { libraryOrder } from './0007-library-order'
import { libraryPlaces } from './0008-library-places'
import { continuations } from './0009-continuations'
import { savedPrompts } from './0010-saved-prompts'
import { meaningScores } from './0011-meaning-scores'
import { readableFiles } from './0012-readable-files'
import type { Migration } from './migration'

/** In order; the last version is the one this program writes. */
export const MIGRATIONS: readonly Migration[] = [
  firstLight,
  uploadedLinks,
  vendorItems,
  chatOrder,
  chatProtocols,
  songUploads,
  libraryOrder,
  libraryPlaces,
  continuations,
  savedPrompts,
  meaningScores,
  readableFiles,
]

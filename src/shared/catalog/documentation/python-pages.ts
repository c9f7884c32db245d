import type { PythonPage } from './python-page'
import { PYTHON_IMAGE_PAGES } from './python-images'
import { PYTHON_LIBRARY_PAGES } from './python-libraries'
import { PYTHON_SOUND_PAGES } from './python-sound'
import { PYTHON_TALK_PAGES } from './python-talk'

/** In the order of the documentation. */
export const PYTHON_PAGES: readonly PythonPage[] = [
  ...PYTHON_TALK_PAGES,
  ...PYTHON_SOUND_PAGES,
  ...PYTHON_IMAGE_PAGES,
  ...PYTHON_LIBRARY_PAGES,
].toSorted((one, other) => one.row.localeCompare(other.row))

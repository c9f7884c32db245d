import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { TOUR_STEPS } from './tour/steps'
import { takeTour } from './tour/take-tour'

it('a newcomer chats, makes a picture and a clip, edits by mask, plans a film, and finds it all offline after a restart', async () => {
  const screenshotFolder = await mkdtemp(join(tmpdir(), 'studio-tour-'))
  const results = await takeTour({ launch: inject('launch'), screenshotFolder })
  expect(results.map(({ title }) => title)).toEqual(TOUR_STEPS.map(({ title }) => title))
  await rm(screenshotFolder, { recursive: true, force: true })
})

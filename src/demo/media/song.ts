import { createRandom, hashText, type Random } from '../store/random'
import type { SongRecipe } from './recipe'
import type { Sound } from './sound-files'
import { breathe } from './view'

const SAMPLE_RATE = 44_100

/** Chords as steps of the scale, four bars that repeat. */
const PROGRESSIONS: readonly (readonly number[])[] = [
  [0, 4, 5, 3],
  [5, 3, 0, 4],
  [0, 5, 3, 4],
  [0, 2, 3, 4],
  [5, 4, 3, 4],
]
const MAJOR = [0, 2, 4, 5, 7, 9, 11]
const MINOR = [0, 2, 3, 5, 7, 8, 10]

interface Track {
  readonly left: Float32Array
  readonly right: Float32Array
}

interface Note {
  readonly frequency: number
  readonly start: number
  readonly seconds: number
  readonly volume: number
  /** -1 = left, 1 = right. */
  readonly side: number
}

/** A small piece of music: pads, bass, a plucked tune and, unless it is quiet, drums. */
export async function composeSong(recipe: SongRecipe): Promise<Sound> {
  const random = createRandom(hashText(`${recipe.title}\n${recipe.tags}\n${recipe.lyrics}`, recipe.seed))
  const tags = recipe.tags.toLowerCase()
  const isSad = /sad|minor|dark|melanchol|blues|ambient|noir/.test(tags)
  const isQuiet = /ambient|acoustic|folk|lullaby|piano|classical|calm|ballad/.test(tags)
  const scale = isSad ? MINOR : MAJOR
  const tonic = random.whole(55, 62)
  const beat = 60 / (isQuiet ? random.between(72, 88) : random.between(96, 124))
  const pitch = (step: number, octave: number): number => {
    const note = tonic + octave * 12 + Math.floor(step / 7) * 12 + (scale[((step % 7) + 7) % 7] ?? 0)
    return 440 * 2 ** ((note - 69) / 12)
  }
  const length = Math.round(recipe.seconds * SAMPLE_RATE)
  const track: Track = { left: new Float32Array(length), right: new Float32Array(length) }
  const progression = random.pick(PROGRESSIONS)
  const bar = beat * 4
  for (let index = 0; index * bar < recipe.seconds; index += 1) {
    const root = progression[index % progression.length] ?? 0
    playBar(track, random, { start: index * bar, beat, root, pitch, isQuiet })
    await breathe()
  }
  finish(track)
  return { sampleRate: SAMPLE_RATE, channels: [track.left, track.right] }
}

interface Bar {
  readonly start: number
  readonly beat: number
  readonly root: number
  readonly pitch: (step: number, octave: number) => number
  readonly isQuiet: boolean
}

function playBar(track: Track, random: Random, bar: Bar): void {
  const { start, beat, root, pitch, isQuiet } = bar
  for (const [index, step] of [0, 2, 4, 7].entries()) {
    addTone(
      track,
      {
        frequency: pitch(root + step, 0),
        start,
        seconds: beat * 4.2,
        volume: 0.055,
        side: index % 2 === 0 ? -0.5 : 0.5,
      },
      'pad',
    )
  }
  for (const at of isQuiet ? [0, 2] : [0, 1.5, 2, 3.5]) {
    addTone(
      track,
      { frequency: pitch(root, -2), start: start + at * beat, seconds: beat * 1.4, volume: 0.2, side: 0 },
      'bass',
    )
  }
  let step = root + random.pick([0, 2, 4])
  for (let at = 0; at < 4; at += 0.5) {
    if (random.next() < (isQuiet ? 0.5 : 0.3)) continue
    step = Math.max(root - 3, Math.min(root + 8, step + random.pick([-2, -1, -1, 1, 1, 2])))
    const volume = random.between(0.09, 0.15)
    addTone(
      track,
      {
        frequency: pitch(step, 1),
        start: start + at * beat,
        seconds: beat * 1.6,
        volume,
        side: random.between(-0.35, 0.35),
      },
      'pluck',
    )
  }
  if (!isQuiet) playDrums(track, random, start, beat)
}

type Voice = 'pad' | 'bass' | 'pluck'

function addTone(track: Track, note: Note, voice: Voice): void {
  const first = Math.round(note.start * SAMPLE_RATE)
  const count = Math.round(note.seconds * SAMPLE_RATE)
  const turn = (Math.PI * 2 * note.frequency) / SAMPLE_RATE
  const gains = [note.volume * (1 - note.side) * 0.7, note.volume * (1 + note.side) * 0.7] as const
  for (let index = 0; index < count && first + index < track.left.length; index += 1) {
    const seconds = index / SAMPLE_RATE
    const phase = turn * index
    const value = waveAt(voice, phase, seconds) * envelopeAt(voice, seconds, note.seconds)
    const at = first + index
    track.left[at] = (track.left[at] ?? 0) + value * gains[0]
    track.right[at] = (track.right[at] ?? 0) + value * gains[1]
  }
}

function waveAt(voice: Voice, phase: number, seconds: number): number {
  if (voice === 'bass') return Math.sin(phase) + 0.3 * Math.sin(phase * 2)
  if (voice === 'pluck') {
    const bright = Math.exp(-seconds * 6)
    return Math.sin(phase) + 0.5 * bright * Math.sin(phase * 2) + 0.3 * bright * Math.sin(phase * 3.01)
  }
  return Math.sin(phase * 1.002) + Math.sin(phase * 0.998) + 0.35 * Math.sin(phase * 2.003) + 0.15 * Math.sin(phase * 3)
}

function envelopeAt(voice: Voice, seconds: number, total: number): number {
  const release = Math.min(1, Math.max(0, (total - seconds) / (total * 0.3)))
  if (voice === 'pad') return Math.min(1, seconds / 0.35) * release
  return Math.min(1, seconds / 0.006) * Math.exp(-seconds * (voice === 'bass' ? 2.4 : 3.4)) * release
}

function playDrums(track: Track, random: Random, start: number, beat: number): void {
  for (let half = 0; half < 8; half += 1) {
    const first = Math.round((start + half * 0.5 * beat) * SAMPLE_RATE)
    if (half % 4 === 0)
      addHit(
        track,
        first,
        0.22,
        (t) => Math.sin(2 * Math.PI * (48 * t + 9 * (1 - Math.exp(-t * 26)))) * Math.exp(-t * 16) * 0.5,
      )
    if (half % 4 === 2) addHit(track, first, 0.16, (t) => (random.next() * 2 - 1) * Math.exp(-t * 26) * 0.14)
    addHit(track, first, 0.05, (t) => (random.next() * 2 - 1) * Math.exp(-t * 90) * 0.045)
  }
}

function addHit(track: Track, first: number, seconds: number, wave: (seconds: number) => number): void {
  for (let index = 0; index < seconds * SAMPLE_RATE && first + index < track.left.length; index += 1) {
    const value = wave(index / SAMPLE_RATE)
    const at = first + index
    track.left[at] = (track.left[at] ?? 0) + value
    track.right[at] = (track.right[at] ?? 0) + value
  }
}

/** An echo for room, soft limits for loud places, a fade at both ends. */
function finish(track: Track): void {
  const delay = Math.round(SAMPLE_RATE * 0.29)
  const fade = SAMPLE_RATE * 1.2
  for (const [samples, other] of [
    [track.left, track.right],
    [track.right, track.left],
  ] as const) {
    for (let at = delay; at < samples.length; at += 1) {
      samples[at] = (samples[at] ?? 0) + (other[at - delay] ?? 0) * 0.18
    }
    for (let at = 0; at < samples.length; at += 1) {
      const edge = Math.min(1, at / (fade * 0.05), (samples.length - at) / fade)
      samples[at] = Math.tanh((samples[at] ?? 0) * 1.25) * 0.85 * edge
    }
  }
}

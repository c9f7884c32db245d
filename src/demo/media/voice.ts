import { createRandom, hashText, type Random } from '../store/random'
import type { SpeechRecipe } from './recipe'
import type { Sound } from './sound-files'
import { breathe } from './view'

const SAMPLE_RATE = 24_000

/** Formants of vowels in hertz. */
const VOWELS: Readonly<Record<string, readonly [number, number, number]>> = {
  a: [730, 1090, 2440],
  e: [530, 1840, 2480],
  i: [270, 2290, 3010],
  o: [570, 840, 2410],
  u: [300, 870, 2240],
  y: [290, 2000, 2800],
}
const VOICE_PITCH: Readonly<Record<string, number>> = {
  onyx: 92,
  echo: 108,
  ash: 112,
  fable: 128,
  alloy: 148,
  coral: 190,
  nova: 205,
  shimmer: 220,
}

interface Syllable {
  readonly vowel: string
  readonly hasHiss: boolean
  readonly seconds: number
  readonly pauseAfter: number
}

/** A murmuring voice: one sung vowel a syllable, hisses for sharp consonants, pauses at stops. */
export async function speak(recipe: SpeechRecipe): Promise<Sound> {
  const syllables = recipe.text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => syllablesOf(word, recipe.speed))
  const total = syllables.reduce((sum, part) => sum + part.seconds + part.pauseAfter, 0.3)
  const samples = new Float32Array(Math.ceil(total * SAMPLE_RATE))
  const random = createRandom(hashText(recipe.text))
  const pitch = VOICE_PITCH[recipe.voice] ?? 150
  let at = Math.round(0.1 * SAMPLE_RATE)
  for (const [index, syllable] of syllables.entries()) {
    const melody = pitch * (1 + 0.12 * Math.sin(index * 1.7) - 0.1 * (index / syllables.length))
    sing(samples, at, syllable, melody, random)
    at += Math.round((syllable.seconds + syllable.pauseAfter) * SAMPLE_RATE)
    if (index % 16 === 15) await breathe()
  }
  return { sampleRate: SAMPLE_RATE, channels: [samples] }
}

function syllablesOf(word: string, speed: number): Syllable[] {
  const vowels = word.toLowerCase().match(/[aeiouyäöü]+/g) ?? ['e']
  const stop = /[.!?]$/.test(word) ? 0.34 : /[,;:]$/.test(word) ? 0.2 : 0.05
  return vowels.map((group, index) => ({
    vowel: group.slice(0, 1),
    hasHiss: index === 0 && /^[sfztkcpx]/i.test(word),
    seconds: (0.11 + Math.min(3, group.length) * 0.03) / speed,
    pauseAfter: index === vowels.length - 1 ? stop / speed : 0.012 / speed,
  }))
}

interface Resonator {
  readonly feedback: number
  readonly memory: number
  first: number
  second: number
}

function resonator(frequency: number, bandwidth: number): Resonator {
  const radius = Math.exp((-Math.PI * bandwidth) / SAMPLE_RATE)
  return {
    feedback: 2 * radius * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE),
    memory: -radius * radius,
    first: 0,
    second: 0,
  }
}

function ring(filter: Resonator, input: number): number {
  const output = input + filter.feedback * filter.first + filter.memory * filter.second
  filter.second = filter.first
  filter.first = output
  return output
}

function sing(samples: Float32Array, start: number, syllable: Syllable, pitch: number, random: Random): void {
  const count = Math.round(syllable.seconds * SAMPLE_RATE)
  const formants = VOWELS[syllable.vowel] ?? [500, 1500, 2500]
  const filters = formants.map((frequency, index) => resonator(frequency, 70 + index * 45))
  const hiss = resonator(4200, 1400)
  let phase = 0
  for (let index = 0; index < count && start + index < samples.length; index += 1) {
    phase += pitch / SAMPLE_RATE
    const isPulse = phase >= 1
    if (isPulse) phase -= 1
    const source = (isPulse ? 1 : 0) + (random.next() - 0.5) * 0.01
    let value = 0
    for (const [order, filter] of filters.entries()) value += ring(filter, source) * (0.06 / (1 + order))
    const part = index / count
    const shape = Math.min(1, part / 0.15, (1 - part) / 0.3)
    const consonant = syllable.hasHiss && part < 0.28 ? ring(hiss, random.next() - 0.5) * 0.02 * (1 - part / 0.28) : 0
    samples[start + index] = Math.tanh(value * 1.6) * shape * 0.8 + consonant
  }
}

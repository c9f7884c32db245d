import { createRandom, hashText, type Random } from '../store/random'
import { type Mood, namedColour, PALETTES, type Palette } from './palettes'
import type { Colour } from './raster'
import { SUBJECTS, type Subject, type SubjectName } from './subjects'

export type Place = 'mountains' | 'hills' | 'sea' | 'city' | 'forest' | 'desert' | 'space'
export type Weather = 'clear' | 'snow' | 'rain'

/** What a picture shows, before it is drawn. */
export interface Plan {
  readonly seed: number
  readonly place: Place
  readonly mood: Mood
  readonly weather: Weather
  readonly palette: Palette
  readonly subject: Subject | null
  readonly subjectColour: Colour
  /** Shares of the width. */
  readonly subjectX: number
  readonly sunX: number
  /** Share of the height, 0 = top. */
  readonly sunY: number
  readonly horizon: number
  readonly hasBirds: boolean
}

type WordTable<Name extends string> = readonly (readonly [name: Name, pattern: RegExp])[]

const PLACES: WordTable<Place> = [
  ['space', /\b(space|planet|galaxy|cosmos|cosmic|nebula|asteroid|orbit|astronaut|alien|mars|universe)\b/],
  [
    'city',
    /\b(city|town|street|skyline|neon|tower|building|urban|tokyo|york|cyberpunk|metropolis|bridge|car|taxi)s?\b/,
  ],
  [
    'sea',
    /\b(sea|ocean|lake|harbou?r|beach|coast|river|boat|ship|sail\w*|wave|island|water|fish|whale|lighthouse|pool|bay|duck|surf\w*|dolphin|flamingo)s?\b/,
  ],
  ['forest', /\b(forest|wood|pine|jungle|tree|deer|bear|fox|owl|mushroom|autumn|fairy)s?\b/],
  ['desert', /\b(desert|dune|sand|camel|sahara|cactus|pyramid|canyon)s?\b/],
  ['mountains', /\b(mountain|alp|peak|summit|glacier|volcano|cliff|hike\w*|climb\w*|dragon|eagle|castle)s?\b/],
  [
    'hills',
    /\b(hill|meadow|field|farm|garden|flower|village|countryside|grass|valley|vineyard|horse|cow|sheep|cottage|park)s?\b/,
  ],
]

const MOODS: WordTable<Mood> = [
  ['neon', /\b(neon|cyberpunk|synthwave|vaporwave)\b/],
  ['night', /\b(night|moon\w*|star\w*|midnight|dark|aurora|firefl\w+)\b/],
  ['sunset', /\b(sunset|dusk|evening|golden|autumn|warm|fire\w*|lava|volcano)\b/],
  ['dawn', /\b(dawn|sunrise|morning|mist\w*|fog\w*|pastel|soft|spring)\b/],
  ['frost', /\b(snow\w*|winter|ice|icy|frost\w*|arctic|glacier|christmas)\b/],
  ['day', /\b(day\w*|noon|sunny|summer|bright|blue sky)\b/],
]

const SUBJECT_WORDS: WordTable<SubjectName> = [
  ['lighthouse', /\blighthouses?\b/],
  ['cat', /\b(cat|kitten|kitty|tiger|lion)s?\b/],
  ['dog', /\b(dog|pupp(y|ie)|fox|foxe|wolf|wolve|coyote)s?\b/],
  ['rocket', /\b(rocket|spaceship|space ?craft|shuttle|astronaut)s?\b/],
  ['balloon', /\b(balloon|airship)s?\b/],
  ['boat', /\b(boat|ship|sail\w*|yacht|kayak|canoe)s?\b/],
  ['fish', /\b(fish|whale|dolphin|shark)(es|s)?\b/],
  ['flower', /\b(flower|rose|tulip|daisy|sunflower|blossom|poppy|orchid)s?\b/],
  ['house', /\b(house|cabin|cottage|hut|home|castle|barn|temple|hall)s?\b/],
  [
    'person',
    /\b(man|woman|girl|boy|person|child|dancer|hiker|portrait|she|he|her|his|knight|wizard|robot|player|singer)s?\b/,
  ],
  ['bird', /\b(bird|eagle|owl|seagull|crane|swan|duck|flamingo|dragon|parrot)s?\b/],
  ['tree', /\b(tree|oak|bonsai|apple|willow)s?\b/],
]

const DEFAULT_PLACES: readonly Place[] = ['mountains', 'hills', 'sea', 'mountains', 'forest', 'desert']
const DEFAULT_MOODS: Readonly<Record<Place, readonly Mood[]>> = {
  mountains: ['day', 'sunset', 'dawn', 'frost'],
  hills: ['day', 'dawn', 'sunset'],
  sea: ['sunset', 'day', 'dawn'],
  city: ['neon', 'sunset', 'night'],
  forest: ['dawn', 'day', 'sunset'],
  desert: ['sunset', 'day', 'dawn'],
  space: ['cosmos'],
}

/** Reads a prompt and decides what to draw; the same words and seed give the same plan. */
export function planPicture(prompt: string, seed: number, model: string): Plan {
  const text = prompt.toLowerCase()
  const random = createRandom(hashText(model, seed))
  const place = firstMatch(PLACES, text) ?? random.pick(DEFAULT_PLACES)
  const mood = place === 'space' ? 'cosmos' : (firstMatch(MOODS, text) ?? random.pick(DEFAULT_MOODS[place]))
  const subjectName = firstMatch(SUBJECT_WORDS, text)
  const palette = random.pick(PALETTES[mood])
  const isDark = mood === 'night' || mood === 'neon' || mood === 'cosmos'
  return {
    seed,
    place,
    mood,
    weather:
      firstMatch(
        [
          ['snow', /\bsnow\w*|\bwinter\b|\bchristmas\b/],
          ['rain', /\brain\w*|\bstorm\w*/],
        ],
        text,
      ) ?? 'clear',
    palette,
    subject: subjectName === null ? null : SUBJECTS[subjectName],
    subjectColour: namedColour(text.split(/[^a-z]+/)) ?? palette.accent,
    ...composition(random, place),
    sunY: isDark
      ? random.between(0.14, 0.26)
      : mood === 'sunset'
        ? random.between(0.36, 0.48)
        : random.between(0.18, 0.34),
    hasBirds: !isDark && place !== 'city' && random.next() < 0.6,
  }
}

/** The subject stands on one third, the light on the other. */
function composition(random: Random, place: Place): Pick<Plan, 'subjectX' | 'sunX' | 'horizon'> {
  const isLeft = random.next() < 0.5
  const subjectX = random.between(0.3, 0.38)
  const sunX = random.between(0.62, 0.74)
  const horizon = place === 'sea' ? random.between(0.56, 0.63) : random.between(0.6, 0.68)
  return { subjectX: isLeft ? subjectX : 1 - subjectX, sunX: isLeft ? sunX : 1 - sunX, horizon }
}

function firstMatch<Name extends string>(table: WordTable<Name>, text: string): Name | null {
  return table.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

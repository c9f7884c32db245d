import { createRandom, hashText, type Random } from '../store/random'

export interface Question {
  readonly text: string
  readonly model: string
  /** Sizes of attached pictures, as `width × height px`. */
  readonly pictures: readonly string[]
  /** Kinds and sizes of attached documents and sounds. */
  readonly files: readonly string[]
  /** How many messages came before. */
  readonly turns: number
  /** How often the same conversation was sent before: another answer each time. */
  readonly variant: number
  readonly seed: number
}

const PALETTE_NAMES: readonly (readonly [name: string, hex: string, use: string])[] = [
  ['Ember', '#E4572E', 'the one warm accent'],
  ['Harbour blue', '#2F6690', 'large calm areas'],
  ['Old paper', '#F3E9D2', 'light, captions, margins'],
  ['Moss', '#4A6B4F', 'ground and shadow'],
  ['Dusk violet', '#5B4B8A', 'the far distance'],
  ['Amber', '#F2A541', 'windows, lamps, skin'],
  ['Slate', '#2B2D42', 'line work and text'],
  ['Sea glass', '#88B7B5', 'air, haze, water'],
]

const OPENINGS: readonly string[] = [
  'Here is a way in that keeps the idea simple and gives you something to look at quickly.',
  'I would start from the light and let everything else follow from it.',
  'The strongest version of this has one clear subject and a lot of quiet around it.',
  'Let me turn that into something you can make in a few steps.',
]

const MOVES: readonly string[] = [
  'Place the subject on the left third and let the light come from the right',
  'Keep the horizon low so that the sky does the talking',
  'Use a single warm accent against a cool ground',
  'Let one edge fall into shadow; it gives the eye somewhere to rest',
  'Repeat the main shape once, small, in the distance',
  'Leave the lower fifth almost empty for a title',
  'Move the camera slowly sideways rather than zooming',
  'Finish on a still frame of at least one second',
]

const SHOTS: readonly (readonly [name: string, seconds: number, what: string])[] = [
  ['Wide', 4, 'the place before anything happens'],
  ['Medium', 3, 'the subject enters the light'],
  ['Detail', 2, 'hands, texture, a small movement'],
  ['Reverse', 3, 'what the subject sees'],
  ['Close', 2, 'the moment it changes'],
  ['Wide again', 4, 'the same place, a little different'],
]

/** A plausible answer in Markdown about the question; the same question gives the same answer. */
export function writeAnswer(question: Question): string {
  const topic = topicOf(question.text)
  const random = createRandom(
    hashText(`${question.model}\n${question.text}\n${question.turns}\n${question.variant}`, question.seed),
  )
  if (question.text.includes('demo:refuse')) return "I'm sorry, but I can't help with that request."
  const named = /^Write a title of .*?\n\n(.+)/s.exec(question.text)?.[1]
  if (named !== undefined) return capitalised(topicOf(named).split(' ').slice(0, 6).join(' '))
  if (isGreeting(question.text)) {
    return "Hello! I'm the demo model of the studio. Tell me what you'd like to make: a picture, a short film, a song or a text, and I'll help you plan it."
  }
  const parts = [
    ...pictureLines(question.pictures),
    ...question.files.map((file, index) => `I read file ${index + 1} (${file}).`),
    `${random.pick(OPENINGS)}${question.turns > 1 ? ' It builds on what we had so far.' : ''}`,
    `## ${capitalised(topic)}`,
    moves(random),
    '### Palette',
    paletteTable(random),
    '### Shots',
    shotList(random),
    '### A prompt to try',
    codeBlock(question.text, topic, random),
    `Say *warmer*, *quieter* or *more graphic* and I will change only that. **Next step:** make two versions of the wide shot and keep the one that reads at thumbnail size.`,
  ]
  return parts.join('\n\n')
}

/** Thinking aloud of reasoning models, a few short sentences. */
export function writeReasoning(question: Question): string {
  const topic = topicOf(question.text)
  return `The user asks about ${topic}. First decide on light and subject, then on colour. A table for the palette and a short list of shots will be easier to use than prose. Keep it brief and end with a prompt that can be pasted.`
}

function pictureLines(pictures: readonly string[]): string[] {
  if (pictures.length === 0) return []
  const list = pictures.map((size, index) => `picture ${index + 1} (${size})`).join(', ')
  return [
    `I looked at ${list}. The composition is clear and the colours are close together, so there is room for one strong accent.`,
  ]
}

function moves(random: Random): string {
  const start = random.whole(0, MOVES.length - 1)
  return Array.from({ length: 4 }, (_, index) => `- ${MOVES[(start + index * 3) % MOVES.length] ?? ''}.`).join('\n')
}

function paletteTable(random: Random): string {
  const start = random.whole(0, PALETTE_NAMES.length - 1)
  const rows = Array.from({ length: 4 }, (_, index) => {
    const [name, hex, use] = PALETTE_NAMES[(start + index * 3) % PALETTE_NAMES.length] ?? ['', '', '']
    return `| ${name} | \`${hex}\` | ${use} |`
  })
  return ['| Colour | Hex | Where |', '| --- | --- | --- |', ...rows].join('\n')
}

function shotList(random: Random): string {
  const first = random.whole(0, 2)
  return SHOTS.slice(first, first + 4)
    .map(([name, seconds, what], index) => `${index + 1}. **${name}**, ${seconds} s: ${what}`)
    .join('\n')
}

function codeBlock(text: string, topic: string, random: Random): string {
  if (/\b(code|script|function|python|javascript|typescript|css|html|sql|json)\b/i.test(text)) {
    return [
      '```ts',
      'interface Shot {',
      '  readonly title: string',
      '  readonly seconds: number',
      '}',
      '',
      'export function totalSeconds(shots: readonly Shot[]): number {',
      '  return shots.reduce((sum, shot) => sum + shot.seconds, 0)',
      '}',
      '```',
    ].join('\n')
  }
  const lens = random.pick(['35 mm', '50 mm', 'wide angle', 'long lens'])
  const light = random.pick(['low sun', 'soft window light', 'blue hour', 'overcast morning'])
  return [
    '```text',
    `${topic}, ${light}, ${lens}, one clear subject,`,
    'muted background, film grain, no text',
    '```',
  ].join('\n')
}

function topicOf(text: string): string {
  const first = text.split(/[\n.?!]/)[0]?.trim() ?? ''
  const bare = first.replace(
    /^(please|can you|could you|write|give me|describe|explain|make|draw|create|tell me about|help me with)\s+/i,
    '',
  )
  const short = bare.length > 64 ? `${bare.slice(0, 61)}…` : bare
  return short === '' ? 'your idea' : short
}

function isGreeting(text: string): boolean {
  return /^\s*(hi|hello|hey|good (morning|evening|day)|hallo|hola|bonjour)\b[\s!.,]*$/i.test(text)
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

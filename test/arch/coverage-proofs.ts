/** A test that proves a page of ChainHub's documentation: the file, and words of its title. */
export interface Proof {
  readonly file: string
  readonly title: string
}

const CLIENTS = 'test/contract/official-clients.test.ts'
const GRAMMARS = 'test/fault/chat-grammars.test.ts'
const TOOLS = 'test/integration/chat-tools.test.ts'

const GUIDE: readonly Proof[] = [{ file: 'test/e2e/guide.test.ts', title: 'shows what each page of advice says' }]
const CODE: readonly Proof[] = [{ file: 'test/integration/python-pages.test.ts', title: 'runs against the gateway' }]
const TALK: readonly Proof[] = [
  {
    file: 'test/integration/chat-answers.test.ts',
    title: 'streams to its end, with tokens, cost and a line in the ledger',
  },
  { file: GRAMMARS, title: 'is decoded into the studio’s own parts and counts' },
]
const PICTURES: readonly Proof[] = [
  { file: 'test/integration/chat-make.test.ts', title: 'can be looked at: the model gets its bytes' },
]
const FUNCTIONS: readonly Proof[] = [
  { file: TOOLS, title: 'waits for the person, with the price, and nothing is paid before' },
  { file: CLIENTS, title: 'thinks, calls a function and takes its result' },
]
const THINKING: readonly Proof[] = [
  { file: GRAMMARS, title: 'is decoded into the studio’s own parts and counts' },
  { file: CLIENTS, title: 'thinks, calls a function and takes its result' },
]
const COMPLETIONS: readonly Proof[] = [{ file: CLIENTS, title: 'goes on with a text' }]
const CALLBACK: readonly Proof[] = [
  {
    file: 'test/integration/callback-receiver.test.ts',
    title: 'only makes the studio ask the gateway, whatever it claims',
  },
]
const VENDOR_ITEMS = 'test/integration/vendor-items.test.ts'
const VOICES: readonly Proof[] = [{ file: VENDOR_ITEMS, title: 'is read to its last page, own things first' }]
const VOICE_DELETION: readonly Proof[] = [
  { file: VENDOR_ITEMS, title: 'loses what was deleted there, and keeps what the vendor did not delete' },
]
const RESPONSES: readonly Proof[] = [
  { file: CLIENTS, title: 'streams a response with its thoughts and a function call' },
]
const GEMINI: readonly Proof[] = [{ file: CLIENTS, title: 'holds a talk, whole and streamed, with thoughts' }]
const GEMINI_SEARCH: readonly Proof[] = [{ file: CLIENTS, title: 'calls a function and searches' }]
const CLAUDE_FILES: readonly Proof[] = [{ file: CLIENTS, title: 'searches the web and reads a PDF' }]
const SCHEMA: readonly Proof[] = [{ file: CLIENTS, title: 'answers in the shape of a schema' }]

/** Each page about talking to a model has a test of its own name: the question as sent, and the answer as kept. */
const TALKS: readonly (readonly [row: string, title: string])[] = [
  ['D007', 'a chat with any model carries its settings and pictures'],
  ['D012', 'a text is gone on with through completions'],
  ['D013', 'a function is called through Responses'],
  ['D014', 'a GPT answers by its own name as the model'],
  ['D015', 'Gemini answers in its native format'],
  ['D016', 'gemini-2.5-flash-all answers in the compatible format, with a picture'],
  ['D017', 'Gemini answers in the compatible format'],
  ['D018', 'Gemini looks at a picture in the compatible format'],
  ['D020', 'Gemini streams in its native format'],
  ['D021', 'Gemini thinks, and its thoughts are kept apart'],
  ['D026', 'Gemini searches the web and names its sources'],
  ['D028', 'gemini-3-pro-preview answers, its effort chosen'],
  ['D030', 'Claude answers in its native format'],
  ['D031', 'Claude streams in the compatible format'],
  ['D032', 'Claude thinks in the compatible format'],
  ['D033', 'Claude looks at a picture, the answer in one piece'],
  ['D034', 'Claude looks at a picture, streamed'],
  ['D035', 'Claude answers in the compatible format in one piece'],
  ['D036', 'Claude calls a function'],
  ['D037', 'Claude streams in its native format'],
  ['D038', 'Claude answers in the shape of a schema'],
  ['D039', 'Claude thinks in its native format'],
  ['D040', 'Claude searches the web and names its sources'],
  ['D041', 'Claude reads a PDF'],
]
const talkProofs = TALKS.map(
  ([row, title]) => [[row], [{ file: 'test/integration/every-chat-page.test.ts', title }]] as const,
)

const pages = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `D${String(from + index).padStart(3, '0')}`)

/** Rows that are no operation of the catalog, and what proves them. */
export const PROOFS: readonly (readonly [rows: readonly string[], proofs: readonly Proof[]])[] = [
  [pages(1, 6), GUIDE],
  ...talkProofs,
  [['D007', 'D030', 'D031', 'D035', 'D037'], TALK],
  [['D012'], COMPLETIONS],
  [['D013'], RESPONSES],
  [['D018', 'D033', 'D034'], PICTURES],
  [['D020', 'D021', 'D028'], GEMINI],
  [['D026'], GEMINI_SEARCH],
  [['D032', 'D039'], THINKING],
  [['D036'], FUNCTIONS],
  [['D038'], SCHEMA],
  [['D040', 'D041'], CLAUDE_FILES],
  [['D144'], CALLBACK],
  [['D181'], VOICES],
  [['D182'], VOICE_DELETION],
  [pages(242, 258), CODE],
]

import { findOperation } from '@shared/catalog/operations'
import { GoTo } from './go-to'
import { Advice, AdviceList, GuideSection } from './guide-section'

interface Example {
  readonly title: string
  readonly text: string
  readonly operationId: string
  readonly params: Readonly<Record<string, unknown>>
}

const EXAMPLES: readonly Example[] = [
  {
    title: 'A picture from words',
    text: 'A lighthouse in a paper-cut style, at dusk.',
    operationId: 'openai-images.gpt-image-1.5.generate',
    params: { prompt: 'A lighthouse in a paper-cut style, at dusk, layered blues' },
  },
  {
    title: 'A clip from words',
    text: 'A red kite over the sea, five seconds.',
    operationId: 'kling.text2video',
    params: { prompt: 'A red kite over the sea, slow camera move, late light' },
  },
  {
    title: 'A song from a mood',
    text: 'A quiet waltz about the last tram home.',
    operationId: 'suno.music.inspiration',
    params: { gpt_description_prompt: 'A quiet waltz about the last tram home' },
  },
  {
    title: 'Words read aloud',
    text: 'A sentence in a warm voice.',
    operationId: 'openai.audio.speech',
    params: { input: 'Today is a wonderful day to build something people love.' },
  },
]

export function ExamplesSection() {
  return (
    <GuideSection
      title="Examples"
      text="Each opens its form filled in. Nothing is sent before you press the button with the price."
    >
      <AdviceList>
        <Advice title="A question in a chat" action={<GoTo label="Open chat" to={{ view: 'chat' }} />}>
          Choose a model above the text box and ask. Pictures can be dropped into the talk.
        </Advice>
        {EXAMPLES.map(({ title, text, operationId, params }) => {
          const modelId = findOperation(operationId)?.models[0]
          if (modelId === undefined) return null
          return (
            <Advice
              key={operationId}
              title={title}
              action={<GoTo label="Open the form" to={{ view: 'create', recipe: { operationId, modelId, params } }} />}
            >
              {text}
            </Advice>
          )
        })}
      </AdviceList>
    </GuideSection>
  )
}

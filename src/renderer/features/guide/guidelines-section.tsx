import { GoTo } from './go-to'
import { Advice, AdviceList, GuideSection } from './guide-section'

export function GuidelinesSection() {
  return (
    <GuideSection title="Guidelines" text="What ChainHub advises, and what the studio does about it by itself.">
      <AdviceList>
        <Advice
          title="Keep keys apart"
          action={<GoTo label="Key profiles" to={{ view: 'settings', section: 'gateway' }} />}
        >
          Use one key for work and another for trying things out, each with a spending limit. The studio seals keys with
          your system’s key store; they never reach a page, a log or an export, and every result keeps the name of the
          key that paid.
        </Advice>
        <Advice title="One balance, two ways of paying">
          Text is billed by token, most media by call. An amount that nobody tells is shown as unknown, never as zero.
        </Advice>
        <Advice title="Rate limits" action={<GoTo label="Open the queue" to={{ view: 'queue' }} />}>
          No figures are published. The studio starts at most a few pieces of work for each vendor at a time, asks for
          finished work at a calm pace, and waits as long as the gateway says when it says “too many”.
        </Advice>
        <Advice title="Nothing is sent twice">
          A request that may have been accepted is never repeated by itself. Where the outcome is unknown the queue asks
          you: look it up, send it again, or give it up.
        </Advice>
        <Advice title="Answers as they are written" action={<GoTo label="Open chat" to={{ view: 'chat' }} />}>
          Chats stream. An answer that broke off keeps every word that arrived and is marked.
        </Advice>
        <Advice title="JSON answers and long talks">
          Chats can ask for JSON by a schema. A talk sends its history along with each question: begin a new chat when
          the topic changes, and it costs less.
        </Advice>
        <Advice title="Content rules">
          The filters of the vendors behind ChainHub apply. A refusal is shown as one, with the words of the one who
          refused and whether money left.
        </Advice>
        <Advice title="What leaves this machine">
          Only what you send: prompts and the files of a form, to your gateway. ChainHub says that requests are not used
          for training. Your library, ratings and notes stay here.
        </Advice>
      </AdviceList>
    </GuideSection>
  )
}

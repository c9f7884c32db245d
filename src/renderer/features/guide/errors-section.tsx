import { GoTo } from './go-to'
import { GuideSection } from './guide-section'

interface ErrorClass {
  readonly codes: string
  readonly meaning: string
  readonly money: 'No charge' | 'Perhaps charged' | 'Charged'
  readonly next: string
}

const ERRORS: readonly ErrorClass[] = [
  {
    codes: '400',
    meaning: 'The request has a value the model does not take, or the content filter refused it.',
    money: 'No charge',
    next: 'Change the field or the prompt that is named.',
  },
  {
    codes: '401',
    meaning: 'The key is missing, wrong, expired, or its own spending limit is used up.',
    money: 'No charge',
    next: 'Check the key in the settings, or raise its limit.',
  },
  {
    codes: '403',
    meaning: 'The balance is too low, or this key may not use the model.',
    money: 'No charge',
    next: 'Top up, or choose another model. The rest of the queue waits.',
  },
  {
    codes: '404',
    meaning: 'The gateway has no such route, or the model was retired.',
    money: 'No charge',
    next: 'Choose another model, or check the address.',
  },
  {
    codes: '413',
    meaning: 'The files of the request are too large.',
    money: 'No charge',
    next: 'Use smaller files.',
  },
  {
    codes: '422',
    meaning: 'The vendor refused a value or the content, and names the field where it can.',
    money: 'No charge',
    next: 'Change what is named.',
  },
  {
    codes: '429',
    meaning: 'Too many requests at once.',
    money: 'No charge',
    next: 'Nothing: it is tried again by itself after the time the gateway asks for.',
  },
  {
    codes: '503',
    meaning: 'Overload, or no channel serves this model for your key’s group.',
    money: 'No charge',
    next: 'With a time to wait it is tried again by itself; otherwise choose another model.',
  },
  {
    codes: '500 · 502 · 504 · 524',
    meaning: 'Something behind the gateway failed or took too long after the request had left.',
    money: 'Perhaps charged',
    next: 'Look it up in the queue. It is never sent again by itself.',
  },
  {
    codes: '200, no result',
    meaning: 'Accepted, yet the answer holds an error, an empty list or a refusal in words.',
    money: 'Perhaps charged',
    next: 'Read the words of the answer; change the prompt.',
  },
]

export function ErrorsSection() {
  return (
    <GuideSection
      title="Error codes"
      text="What the gateway’s codes mean and what the studio does. Every failure says who refused, whether money left, and what to press next; the raw answer is one click away."
    >
      <div className="overflow-hidden rounded-panel border border-line bg-raised">
        <table className="w-full border-collapse text-left text-13">
          <thead>
            <tr className="border-b border-line text-12 text-muted">
              <th className="w-36 px-3 py-2 font-medium">Code</th>
              <th className="px-3 py-2 font-medium">What it means</th>
              <th className="w-32 px-3 py-2 font-medium">Money</th>
              <th className="px-3 py-2 font-medium">What to do</th>
            </tr>
          </thead>
          <tbody>
            {ERRORS.map(({ codes, meaning, money, next }) => (
              <tr key={codes} className="border-b border-line align-top last:border-b-0">
                <th scope="row" className="px-3 py-2 font-medium tabular-nums">
                  {codes}
                </th>
                <td className="px-3 py-2">{meaning}</td>
                <td className={money === 'No charge' ? 'px-3 py-2 text-muted' : 'px-3 py-2 font-medium text-warning'}>
                  {money}
                </td>
                <td className="px-3 py-2">{next}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-4 flex gap-2">
        <GoTo label="Open the queue" to={{ view: 'queue' }} />
        <GoTo label="Keys and address" to={{ view: 'settings', section: 'gateway' }} />
      </div>
    </GuideSection>
  )
}

import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { Button } from '@renderer/ui/button'
import { ExternalLink } from 'lucide-react'
import { GoTo } from './go-to'
import { Advice, AdviceList, GuideSection } from './guide-section'

const CONSOLE = 'https://api.chainhub.tech'

export function QuickStartSection() {
  const openExternal = useStudioMutation('studio.open-external')
  const open = (url: string): void => openExternal.mutate({ url })
  return (
    <GuideSection
      title="Quick start"
      text="One key opens every model: chat, pictures, video, music and speech, paid from one balance. Without a key the demo on your own machine answers, at no cost."
    >
      <AdviceList>
        <Advice
          title="1. Make an account and a key"
          action={
            <Button size="small" icon={<ExternalLink />} onClick={() => open(`${CONSOLE}/register`)}>
              Register
            </Button>
          }
        >
          ChainHub gives new accounts a small credit; top-ups begin at $5 and do not expire. Keys are made on the
          console’s page “Token”. Each key can carry a time limit and a spending limit of its own.
        </Advice>
        <Advice
          title="2. Add the key"
          action={<GoTo label="Add a key" to={{ view: 'settings', section: 'gateway' }} />}
        >
          Paste it in the settings and check it: the studio asks for the list of models and the balance, which costs
          nothing. The address is {CONSOLE}; /v1 and the paths behind it are added for you.
        </Advice>
        <Advice title="3. Ask something small" action={<GoTo label="Open chat" to={{ view: 'chat' }} />}>
          A short question to a small model shows that everything works, for a fraction of a cent.
        </Advice>
        <Advice title="4. Make your first picture" action={<GoTo label="Open Create" to={{ view: 'create' }} />}>
          Every operation has one form. The price stands beside the button before you press it, and the result is a file
          in your library.
        </Advice>
        <Advice
          title="5. Set your limits"
          action={<GoTo label="Spending" to={{ view: 'settings', section: 'spending' }} />}
        >
          The studio asks before anything that costs more than the amount you name.
        </Advice>
      </AdviceList>
    </GuideSection>
  )
}

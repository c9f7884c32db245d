import { queryClient } from '@renderer/data/query-client'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { NumberInput } from '@renderer/ui/number-input'
import { Switch } from '@renderer/ui/switch'
import { TextInput } from '@renderer/ui/text-input'
import type { CallbackState } from '@shared/contracts/callback'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Section, SettingCard, SettingRow } from './section'

/** Notices of vendors, for people who run a tunnel; everything works without them. */
export function CallbackSection() {
  const { data } = useStudioQuery('callback.state')
  return (
    <Section
      title="Notices"
      text="Kling can tell when work has changed. A notice only makes the studio ask the gateway sooner; nothing in it is believed. It needs a tunnel to this machine, and is off unless you turn it on."
    >
      <SettingCard>{data ? <CallbackRows key={data.publicAddress} state={data} /> : null}</SettingCard>
    </Section>
  )
}

function CallbackRows({ state }: { readonly state: CallbackState }) {
  const [address, setAddress] = useState(state.publicAddress)
  const change = useStudioMutation('callback.set', {
    onSuccess: (next) => queryClient.setQueryData(studioKey('callback.state'), next),
  })
  const copy = useStudioMutation('studio.copy-text')
  const { isOn, port, publicAddress, url, failure } = state
  const save = (next: Partial<Pick<CallbackState, 'isOn' | 'port' | 'publicAddress'>>): void =>
    change.mutate({ isOn, port, publicAddress, ...next })
  return (
    <>
      <SettingRow label="Listen for notices" help="On this machine only, under a secret path.">
        <Switch aria-label="Listen for notices" isOn={isOn} onChange={(next) => save({ isOn: next })} />
      </SettingRow>
      {isOn ? (
        <>
          <SettingRow label="Port" help="Where the tunnel ends on this machine.">
            <NumberInput
              aria-label="Port"
              value={port}
              onValueChange={(next) => next !== null && save({ port: next })}
              min={1024}
              max={65_535}
              step={1}
              className="w-28"
            />
          </SettingRow>
          <SettingRow label="Public address" help="Where the tunnel begins, for example https://my.tunnel.example.">
            <TextInput
              aria-label="Public address"
              value={address}
              onValueChange={setAddress}
              onBlur={() => address !== publicAddress && save({ publicAddress: address.trim() })}
              placeholder="https://…"
              className="w-72"
            />
          </SettingRow>
          {url ? (
            <SettingRow label="Vendors are told" help="Sent with each new task of Kling. Keep it to yourself.">
              <Button size="small" icon={<Copy />} onClick={() => copy.mutate({ text: url })}>
                Copy the address
              </Button>
            </SettingRow>
          ) : null}
        </>
      ) : null}
      {failure ? <FailureNotice failure={failure} className="m-3" /> : null}
    </>
  )
}

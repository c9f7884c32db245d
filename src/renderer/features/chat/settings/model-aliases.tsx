import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { LinesField } from './lines-field'

/** Names such as `best-chat` for models, for all chats; the model behind one is changed here alone. */
export function ModelAliases() {
  const { data: settings } = useStudioQuery('studio.settings')
  const update = useStudioMutation('studio.update-settings')
  if (!settings) return null
  return (
    <LinesField
      label="Names for models, in all chats"
      help="One a line, as in best-chat = gpt-5.2. Use the name wherever a chat asks for a model."
      lines={Object.entries(settings.modelAliases).map(([name, modelId]) => `${name} = ${modelId}`)}
      onLinesChange={(lines) => update.mutate({ modelAliases: readAliases(lines) })}
      most={50}
      placeholder="None"
    />
  )
}

function readAliases(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [name = '', modelId = ''] = line.split('=').map((side) => side.trim())
      return name !== '' && modelId !== '' ? [[name, modelId] as const] : []
    }),
  )
}

import { Select } from '@renderer/ui/select'
import { Switch } from '@renderer/ui/switch'
import { makerOf, makersOf, STUDIO_TOOL_LIST, type StudioTool } from '@shared/catalog/chat/studio-tools'
import type { StudioToolName } from '@shared/domain/chat-settings'
import type { ChatSettingsControl } from './chat-settings-control'
import { SwitchRow } from './setting-parts'

/** What the model may make in this talk, with which model, and whether it has to ask each time. */
export function ToolSettings({ settings, change }: ChatSettingsControl) {
  return (
    <section aria-label="Tools" className="flex flex-col gap-3 border-t border-line pt-3">
      <div>
        <h3 className="text-12 font-semibold">The model may</h3>
        <p className="text-12 text-muted">
          Each use is shown with its price and waits for you, unless you allow it here.
        </p>
      </div>
      {STUDIO_TOOL_LIST.map((tool) => (
        <ToolRow
          key={tool.name}
          tool={tool}
          isOffered={settings.tools.includes(tool.name)}
          isAllowed={settings.allowedTools.includes(tool.name)}
          maker={settings.makers[tool.name]}
          onOffer={(isOn) => change({ tools: toggled(settings.tools, tool.name, isOn) })}
          onAllow={(isOn) => change({ allowedTools: toggled(settings.allowedTools, tool.name, isOn) })}
          onMaker={(value) => change({ makers: { ...settings.makers, [tool.name]: value } })}
        />
      ))}
    </section>
  )
}

interface ToolRowProps {
  readonly tool: StudioTool
  readonly isOffered: boolean
  readonly isAllowed: boolean
  readonly maker: string | undefined
  readonly onOffer: (isOn: boolean) => void
  readonly onAllow: (isOn: boolean) => void
  readonly onMaker: (value: string) => void
}

function ToolRow({ tool, isOffered, isAllowed, maker, onOffer, onAllow, onMaker }: ToolRowProps) {
  return (
    <div className="flex flex-col gap-2">
      <SwitchRow label={tool.title} isOn={isOffered} onChange={onOffer} />
      {isOffered ? (
        <div className="flex flex-col gap-2 border-l-2 border-line pl-3">
          <Select
            aria-label={`${tool.title} with`}
            value={makerOf(tool, maker)?.value ?? null}
            onValueChange={onMaker}
            options={makersOf(tool).map(({ value, operation, modelId }) => ({
              value,
              label: `${operation.title} · ${modelId}`,
            }))}
          />
          <label className="flex items-center justify-between gap-3 text-12 text-muted">
            Without asking in this chat
            <Switch aria-label={`${tool.title} without asking`} isOn={isAllowed} onChange={onAllow} />
          </label>
        </div>
      ) : null}
    </div>
  )
}

function toggled(names: readonly StudioToolName[], name: StudioToolName, isOn: boolean): readonly StudioToolName[] {
  const others = names.filter((other) => other !== name)
  return isOn ? [...others, name] : others
}

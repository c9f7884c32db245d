import { useViewState } from '@renderer/data/view-state'
import { useDestination } from '@renderer/lib/navigation'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { classNames } from '@renderer/ui/class-names'
import { Bell, CircleDollarSign, FolderOpen, Info, Keyboard, KeyRound, MessageSquare, SunMoon } from 'lucide-react'
import type { ReactNode } from 'react'
import { AboutSection } from './about-section'
import { AppearanceSection } from './appearance-section'
import { CallbackSection } from './callback-section'
import { ChatSection } from './chat-section'
import { DataSection } from './data-section'
import { FallbackSection } from './fallback-section'
import { GatewaySection } from './gateway-section'
import { ShortcutsSection } from './shortcuts-section'
import { SpendingSection } from './spending-section'

interface SettingsSection {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly content: ReactNode
}

const SECTIONS: readonly SettingsSection[] = [
  { id: 'gateway', label: 'Gateway & keys', icon: <KeyRound />, content: <GatewaySection /> },
  { id: 'spending', label: 'Spending', icon: <CircleDollarSign />, content: <SpendingAndFallbacks /> },
  { id: 'chat', label: 'Chat', icon: <MessageSquare />, content: <ChatSection /> },
  { id: 'appearance', label: 'Appearance', icon: <SunMoon />, content: <AppearanceSection /> },
  { id: 'notices', label: 'Notices', icon: <Bell />, content: <CallbackSection /> },
  { id: 'data', label: 'Data', icon: <FolderOpen />, content: <DataSection /> },
  { id: 'shortcuts', label: 'Shortcuts', icon: <Keyboard />, content: <ShortcutsSection /> },
  { id: 'about', label: 'About', icon: <Info />, content: <AboutSection /> },
]

function SpendingAndFallbacks() {
  return (
    <>
      <SpendingSection />
      <FallbackSection />
    </>
  )
}

export function SettingsView() {
  const [sectionId, setSectionId] = useViewState('settings.section', 'gateway')
  const shown = SECTIONS.find((section) => section.id === sectionId) ?? SECTIONS[0]
  const roving = useRovingFocus(SECTIONS, setSectionId)
  useDestination('settings', ({ section }) => section && setSectionId(section))
  return (
    <div className="flex h-full">
      <nav
        {...roving.listProps}
        aria-label="Settings"
        className="flex w-52 shrink-0 flex-col gap-0.5 border-r border-line p-3"
      >
        <h1 className="px-2 pb-2 text-15 font-semibold">Settings</h1>
        {SECTIONS.map((section) => (
          <button
            key={section.id}
            type="button"
            {...roving.itemProps(section.id)}
            aria-current={section === shown}
            onClick={() => setSectionId(section.id)}
            className={classNames(
              'flex h-8 items-center gap-2 rounded-control px-2 text-13 [&_svg]:size-4 [&_svg]:text-muted',
              section === shown ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            {section.icon}
            {section.label}
          </button>
        ))}
      </nav>
      <div className="min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-170 px-6 py-6">{shown?.content}</div>
      </div>
    </div>
  )
}

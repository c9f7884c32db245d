import { useViewState } from '@renderer/data/view-state'
import { useDestination } from '@renderer/lib/navigation'
import { SectionedView, type ViewSection } from '@renderer/parts/sectioned-view'
import { Bell, CircleDollarSign, FolderOpen, Info, Keyboard, KeyRound, MessageSquare, SunMoon } from 'lucide-react'
import { AboutSection } from './about-section'
import { AppearanceSection } from './appearance-section'
import { BackgroundSection } from './background-section'
import { CallbackSection } from './callback-section'
import { ChatSection } from './chat-section'
import { DataSection } from './data-section'
import { FallbackSection } from './fallback-section'
import { GatewaySection } from './gateway-section'
import { ShortcutsSection } from './shortcuts-section'
import { SpendingSection } from './spending-section'

const SECTIONS: readonly ViewSection[] = [
  {
    id: 'gateway',
    label: 'Gateway & keys',
    icon: <KeyRound />,
    content: <GatewaySection />,
  },
  {
    id: 'spending',
    label: 'Spending',
    icon: <CircleDollarSign />,
    content: <SpendingAndFallbacks />,
  },
  {
    id: 'chat',
    label: 'Chat',
    icon: <MessageSquare />,
    content: <ChatSection />,
  },
  {
    id: 'appearance',
    label: 'Appearance',
    icon: <SunMoon />,
    content: <AppearanceAndBackground />,
  },
  {
    id: 'notices',
    label: 'Notices',
    icon: <Bell />,
    content: <CallbackSection />,
  },
  {
    id: 'data',
    label: 'Data',
    icon: <FolderOpen />,
    content: <DataSection />,
  },
  {
    id: 'shortcuts',
    label: 'Shortcuts',
    icon: <Keyboard />,
    content: <ShortcutsSection />,
  },
  {
    id: 'about',
    label: 'About',
    icon: <Info />,
    content: <AboutSection />,
  },
]

function AppearanceAndBackground() {
  return (
    <>
      <AppearanceSection />
      <BackgroundSection />
    </>
  )
}

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
  useDestination('settings', ({ section }) => section && setSectionId(section))
  return <SectionedView title="Settings" sections={SECTIONS} sectionId={sectionId} onSectionChange={setSectionId} />
}

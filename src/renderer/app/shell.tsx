import { useStudioQuery } from '@renderer/data/use-studio-query'
import { QuickLook } from '@renderer/parts/viewer/quick-look'
import { TriangleAlert } from 'lucide-react'
import { DamageBanner } from './damage-banner'
import { useAppCommands } from './commands'
import { DropZone } from './drop-zone'
import { useCommandKeys } from './command-keys'
import { useLowBalanceNotice } from './low-balance'
import { Palette } from './palette/palette'
import { usePasteImport } from './paste-import'
import { Rail } from './rail'
import { ShortcutSheet } from './shortcut-sheet'
import { StatusBar } from './status-bar'
import { ViewHost } from './view-host'

/** Rail, views and status bar; what floats above them all. */
export function Shell() {
  useAppCommands()
  useCommandKeys()
  usePasteImport()
  useLowBalanceNotice()
  return (
    <div className="flex h-full flex-col">
      <ReadOnlyBanner />
      <DamageBanner />
      <div className="flex min-h-0 flex-1">
        <Rail />
        <ViewHost />
      </div>
      <StatusBar />
      <Palette />
      <ShortcutSheet />
      <QuickLook />
      <DropZone />
    </div>
  )
}

function ReadOnlyBanner() {
  const status = useStudioQuery('studio.status')
  const reason = status.data?.readOnlyReason
  if (!reason) return null
  return (
    <div role="alert" className="flex items-center gap-2 bg-warning-soft px-4 py-1.5 text-13 text-warning">
      <TriangleAlert aria-label="Read-only" className="size-4 shrink-0" />
      {reason}
    </div>
  )
}

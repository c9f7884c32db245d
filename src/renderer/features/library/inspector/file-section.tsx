import { formatBytes } from '@renderer/lib/format-size'
import { formatClock, formatDateTime } from '@renderer/lib/format-time'
import { IconButton } from '@renderer/ui/icon-button'
import type { AssetDetail } from '@shared/domain/asset'
import { FolderOpen } from 'lucide-react'
import { type Fact, Facts, Section } from './section'

const ORIGIN_WORDS = { generated: 'made here', imported: 'brought in', derived: 'made from another' } as const
const HASH_LENGTH = 12

export interface FileSectionProps {
  readonly detail: AssetDetail
  readonly onShowInFolder: () => void
}

export function FileSection({ detail, onShowInFolder }: FileSectionProps) {
  return (
    <Section
      title="File"
      aside={
        <IconButton
          label="Show in folder"
          keys="mod+shift+R"
          size="small"
          icon={<FolderOpen />}
          onClick={onShowInFolder}
        />
      }
    >
      <Facts facts={factsOf(detail)} />
    </Section>
  )
}

function factsOf(detail: AssetDetail): readonly Fact[] {
  const { width, height, durationMs } = detail
  return [
    { name: 'Name', value: detail.displayName },
    { name: 'Type', value: detail.mime },
    { name: 'Size', value: formatBytes(detail.byteSize) },
    ...(width !== null && height !== null ? [{ name: 'Pixels', value: `${width} × ${height}` }] : []),
    ...(durationMs === null ? [] : [{ name: 'Length', value: formatClock(durationMs) }]),
    { name: 'Added', value: `${formatDateTime(detail.createdAtMs)}, ${ORIGIN_WORDS[detail.origin]}` },
    { name: 'SHA-256', value: <code className="font-mono text-11">{detail.sha256.slice(0, HASH_LENGTH)}…</code> },
  ]
}

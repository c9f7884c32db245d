import { formatBytes } from '@renderer/lib/format-size'
import { formatClock, formatDateTime } from '@renderer/lib/format-time'
import { IconButton } from '@renderer/ui/icon-button'
import type { AssetDetail } from '@shared/domain/asset'
import { FolderOpen, Unplug } from 'lucide-react'
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
      {detail.isMissing ? <MissingNotice /> : null}
      <Facts facts={factsOf(detail)} />
    </Section>
  )
}

function MissingNotice() {
  return (
    <p role="status" className="mb-2 flex gap-2 rounded-control bg-warning-soft px-2.5 py-2 text-12 text-warning">
      <Unplug aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      The file is not where it was. Rating, tags and recipe are kept; it is found again when it or a copy of it is back.
    </p>
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

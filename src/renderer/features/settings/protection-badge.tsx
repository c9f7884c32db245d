import { Badge } from '@renderer/ui/badge'
import type { KeyProfile } from '@shared/domain/account'
import { assertNever } from '@shared/lib/assert-never'
import { CircleDashed, Clock, LockKeyhole, LockKeyholeOpen, SquareTerminal } from 'lucide-react'

/** How a profile's key is kept, in words that claim no more than is true. */
export function ProtectionBadge({ profile }: { readonly profile: KeyProfile }) {
  if (profile.isDemo) return null
  switch (profile.protection) {
    case 'os-encrypted':
      return <Badge icon={<LockKeyhole />}>Encrypted by the system</Badge>
    case 'plain':
      return (
        <Badge tone="warning" icon={<LockKeyholeOpen />}>
          Not encrypted
        </Badge>
      )
    case 'session-only':
      return profile.keyTail === null ? (
        <Badge tone="warning" icon={<CircleDashed />}>
          Key needed
        </Badge>
      ) : (
        <Badge icon={<Clock />}>Until the studio closes</Badge>
      )
    case 'environment':
      return <Badge icon={<SquareTerminal />}>From the environment</Badge>
    case null:
      return (
        <Badge tone="warning" icon={<CircleDashed />}>
          No key
        </Badge>
      )
    default:
      return assertNever(profile.protection)
  }
}

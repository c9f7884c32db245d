import { detach } from '@renderer/data/detach'
import { queryClient } from '@renderer/data/query-client'
import { failureOf, request } from '@renderer/data/studio'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import type { Failure } from '@shared/domain/app-error'
import type { AssetDetail } from '@shared/domain/asset'
import type { PlayableCopy } from '@shared/domain/playable-copy'
import { FileVideo2, FolderOpen, VideoOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'

/** Says that a sound cannot be played here, and where it is. */
export function UnplayableSound({ detail }: { readonly detail: AssetDetail }) {
  return (
    <Notice detail={detail}>
      <p>
        The studio cannot play this {detail.extension.toUpperCase()} file. It may be missing or damaged, or hold a kind
        of sound that this computer has no decoder for. The file is kept as it is.
      </p>
    </Notice>
  )
}

export interface UnplayableClipProps {
  readonly detail: AssetDetail
  /** A copy that can be played is there now. */
  readonly onCopied: () => void
}

/** Says why a clip cannot be shown, and offers a copy where the person has a program that makes one. */
export function UnplayableClip({ detail, onCopied }: UnplayableClipProps) {
  const copy = useStudioQuery('library.playable-copy', { assetId: detail.id })
  const [isMaking, setIsMaking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const known = copy.data
  const { refetch } = copy
  // A program may have been installed since the clip was last looked at.
  useEffect(() => void refetch(), [refetch])
  const make = async (): Promise<void> => {
    setIsMaking(true)
    setFailure(null)
    try {
      if (known?.program === 'not-allowed') {
        queryClient.setQueryData(
          studioKey('studio.settings'),
          await request('studio.update-settings', { usesFfmpeg: true }),
        )
      }
      await request('library.make-playable-copy', { assetId: detail.id })
      onCopied()
    } catch (error) {
      setFailure(failureOf(error))
      void copy.refetch()
    } finally {
      setIsMaking(false)
    }
  }
  const isBusy = isMaking || known?.state === 'making'
  return (
    <Notice
      detail={detail}
      action={
        known && known.program !== 'missing' && known.state !== 'ready' ? (
          <Button
            variant="primary"
            icon={<FileVideo2 />}
            disabledReasons={isBusy ? ['A copy is being made'] : []}
            onClick={() => detach(make(), 'make a copy of a clip')}
          >
            {isBusy
              ? 'Making a copy…'
              : known.program === 'ready'
                ? 'Make a copy to look at'
                : 'Make a copy with FFmpeg'}
          </Button>
        ) : null
      }
    >
      <p>This computer cannot show this clip: {reasonOf(detail, known)} The file is kept as it is.</p>
      {failure ? <p className="font-medium">{failure.message}</p> : known ? <p>{offerOf(known)}</p> : null}
    </Notice>
  )
}

function reasonOf({ extension }: AssetDetail, known: PlayableCopy | undefined): string {
  if (known?.codec) return `it is coded as ${known.codec}, and the studio has no decoder for that.`
  return `the ${extension.toUpperCase()} file is missing or damaged, or coded in a way that the studio has no decoder for.`
}

function offerOf({ program, state }: PlayableCopy): string {
  if (state === 'ready') return 'The copy that was made of it cannot be shown either.'
  if (program === 'missing') return 'With FFmpeg installed on this computer, the studio can make a copy to look at.'
  return program === 'ready'
    ? 'FFmpeg on this computer can make a copy to look at; a long clip takes some minutes.'
    : 'FFmpeg is on this computer and can make a copy to look at. Pressing allows the studio to use it; the settings take that back, under Data.'
}

interface NoticeProps {
  readonly detail: AssetDetail
  readonly action?: ReactNode
  readonly children: ReactNode
}

function Notice({ detail, action, children }: NoticeProps) {
  return (
    <div role="alert" className="flex min-h-0 flex-1 flex-col items-center justify-center gap-4 text-on-stage">
      <VideoOff aria-hidden className="size-8 stroke-[1.25]" />
      <div className="flex max-w-120 flex-col gap-2 text-center [&_p]:text-balance">{children}</div>
      <div className="flex flex-wrap justify-center gap-2">
        {action}
        <Button
          icon={<FolderOpen />}
          onClick={() => detach(request('library.show-in-folder', { assetId: detail.id }), 'show in folder')}
        >
          Show in folder
        </Button>
      </div>
    </div>
  )
}

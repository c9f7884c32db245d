import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import type { Shot } from '@shared/domain/storyboard'
import { chosenTake } from '../animatic/schedule'
import { draftShot, saveShot, useShotWords } from '../shot-drafts'

const TOLERANCE_SECONDS = 0.1

/** Says where the chosen clip and the shot differ in length; nothing is ever stretched. */
export function LengthNote({ shot }: { readonly shot: Shot }) {
  const { seconds } = useShotWords(shot)
  const take = chosenTake(shot)
  const isClip = take?.media === 'video' && take.assetId !== null
  const { data } = useStudioQuery('library.cards', { assetIds: [take?.assetId ?? ''] }, { isEnabled: isClip })
  const clipSeconds = Math.round((data?.[0]?.durationMs ?? 0) / 100) / 10
  if (!isClip || clipSeconds === 0 || Math.abs(clipSeconds - seconds) <= TOLERANCE_SECONDS) return null
  return (
    <p className="flex items-center gap-2 text-12 text-muted">
      <span className="min-w-0 flex-1">
        {clipSeconds > seconds
          ? `The clip has ${clipSeconds} s; its first ${seconds} s are used.`
          : `The clip has ${clipSeconds} s; its last frame is held for ${Math.round((seconds - clipSeconds) * 10) / 10} s.`}
      </span>
      <Button
        size="small"
        onClick={() => {
          draftShot(shot.id, { seconds: clipSeconds })
          void saveShot(shot.id)
        }}
      >
        Use {clipSeconds} s
      </Button>
    </p>
  )
}

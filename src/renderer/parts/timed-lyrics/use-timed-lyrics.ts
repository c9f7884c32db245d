import { useStudioQuery } from '@renderer/data/use-studio-query'
import { assetUrl } from '@renderer/lib/media-url'
import { parseLrc, type TimedLine } from '@shared/domain/timed-lyrics'
import { useQuery } from '@tanstack/react-query'

const NONE: readonly TimedLine[] = []

/** The lines of a sound with their times; empty where nobody fetched them. */
export function useTimedLyrics(assetId: string): readonly TimedLine[] {
  const { data: found } = useStudioQuery('library.timed-lyrics', { assetId })
  const lyricsId = found?.lyricsAssetId ?? null
  const { data } = useQuery({
    queryKey: ['timed-lyrics', lyricsId],
    queryFn: async () => {
      const response = await fetch(assetUrl(lyricsId ?? ''))
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      return parseLrc(await response.text())
    },
    enabled: lyricsId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? NONE
}

import type { Database } from '@main/db/database'
import { type AssetPageRequest, writeAssetPage } from '@main/db/queries/asset-page'
import { readAnswer, writeAnswer } from '@shared/contracts/answer-text'
import type { AssetCard } from '@shared/domain/asset'
import { succeed } from '@shared/lib/result'

/** A page of the library as the window gets it: written by the database, read back from the text that crosses. */
export async function loadAssetPage(db: Database, request: AssetPageRequest): Promise<readonly AssetCard[]> {
  const answer = readAnswer(writeAnswer(succeed({ cards: await writeAssetPage(db, request) })))
  if (!answer.ok) throw new Error('A page was refused')
  return (answer.data as { readonly cards: readonly AssetCard[] }).cards
}

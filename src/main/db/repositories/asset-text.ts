import { type AssetCard, COLOUR_LABELS } from '@shared/domain/asset'
import { MAX_CARD_TITLE } from './asset'

/** The fields that every card has, by what SQLite writes for them. */
const ALWAYS: Readonly<Partial<Record<keyof AssetCard, string>>> = {
  id: 'asset.id',
  media: 'asset.media',
  width: 'asset.width',
  height: 'asset.height',
  durationMs: 'asset.duration_ms',
  title: `iif(length(asset.title) > ${MAX_CARD_TITLE}, substr(asset.title, 1, ${MAX_CARD_TITLE}) || '…', asset.title)`,
  rating: 'asset.rating',
  thumbnail: 'asset.thumbnail',
  createdAtMs: 'asset.created_at',
}

const LABEL = `CASE asset.label ${COLOUR_LABELS.map((label, index) => `WHEN ${index + 1} THEN '${label}'`).join(' ')} END`

const STACK = `(SELECT json_object('id', stack.id, 'count', item_count, 'isOpen', json(iif(is_open = 1, 'true', 'false')),
    'isWinner', json(iif(winner_number IS asset.number, 'true', 'false')))
  FROM stack WHERE stack.id = asset.stack_id AND item_count >= 2)`

/** What only some cards have; json_patch leaves out what is null. */
const SOMETIMES = `json_patch('{}', json_object('label', ${LABEL}, 'pick', nullif(asset.pick, 0),
  'stack', json(${STACK}), 'isMissing', json(iif(asset.is_missing = 1, 'true', NULL))))`

const HAS_NONE = 'asset.label = 0 AND asset.pick = 0 AND asset.stack_id IS NULL AND asset.is_missing = 0'

const VALUES = Object.values(ALWAYS).join(', ')

/** What {@link CARD_TEXT} writes, in this order. */
export const CARD_TEXT_COLUMNS = Object.keys(ALWAYS) as readonly (keyof AssetCard)[]

/** A card as JSON: the values of {@link CARD_TEXT_COLUMNS}, then an object of the others where there are some. */
export const CARD_TEXT = `iif(${HAS_NONE}, json_array(${VALUES}), json_array(${VALUES}, ${SOMETIMES})) AS text`

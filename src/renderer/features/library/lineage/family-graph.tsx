import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { Ref } from 'react'
import { type FamilyLayout, NODE, type PlacedNode } from './lay-out-family'
import { RELATION_WORDS } from './relation-words'

const MARGIN_PX = 40

export interface FamilyGraphProps {
  readonly ref: Ref<HTMLDivElement>
  readonly layout: FamilyLayout
  readonly rootId: string
  readonly focusedId: string
  readonly onFocus: (assetId: string) => void
  readonly onOpen: (assetId: string) => void
}

export function FamilyGraph({ ref, layout, rootId, focusedId, onFocus, onOpen }: FamilyGraphProps) {
  return (
    <div ref={ref} className="flex min-h-0 flex-1 overflow-auto bg-window">
      <div
        className="relative m-auto shrink-0"
        style={{ width: layout.widthPx + 2 * MARGIN_PX, height: layout.heightPx + 2 * MARGIN_PX }}
      >
        <svg aria-hidden className="absolute inset-0 size-full text-line-strong">
          <g transform={`translate(${MARGIN_PX} ${MARGIN_PX})`}>
            {layout.edges.map(({ edge, path }) => (
              <path
                key={`${edge.parentId}:${edge.childId}:${edge.relation}`}
                d={path}
                fill="none"
                stroke="currentColor"
                strokeWidth={edge.parentId === focusedId || edge.childId === focusedId ? 2.5 : 1.25}
              />
            ))}
          </g>
        </svg>
        {layout.edges.map(({ edge, labelLeftPx, labelTopPx }) => (
          <span
            key={`${edge.parentId}:${edge.childId}:${edge.relation}`}
            style={{ left: labelLeftPx + MARGIN_PX, top: labelTopPx + MARGIN_PX }}
            className="absolute -translate-x-1/2 -translate-y-1/2 rounded-[4px] bg-window px-1 text-11 whitespace-nowrap text-muted"
          >
            {RELATION_WORDS[edge.relation]}
          </span>
        ))}
        {layout.nodes.map((placed) => (
          <Member
            key={placed.node.card.id}
            placed={placed}
            isRoot={placed.node.card.id === rootId}
            isFocused={placed.node.card.id === focusedId}
            onFocus={onFocus}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  )
}

interface MemberProps {
  readonly placed: PlacedNode
  readonly isRoot: boolean
  readonly isFocused: boolean
  readonly onFocus: (assetId: string) => void
  readonly onOpen: (assetId: string) => void
}

function Member({ placed: { node, leftPx, topPx }, isRoot, isFocused, onFocus, onOpen }: MemberProps) {
  const { card, modelId, isTrashed, isHidden } = node
  const title = card.title || 'Untitled'
  const state = isTrashed ? 'in the trash' : isHidden ? 'not in the grid' : null
  return (
    <button
      type="button"
      data-member={card.id}
      tabIndex={isFocused ? 0 : -1}
      aria-current={isRoot}
      onFocus={() => onFocus(card.id)}
      onClick={() => onFocus(card.id)}
      onDoubleClick={() => onOpen(card.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onOpen(card.id)
      }}
      style={{ left: leftPx + MARGIN_PX, top: topPx + MARGIN_PX, width: NODE.widthPx, height: NODE.heightPx }}
      className={classNames(
        'absolute flex flex-col gap-1 rounded-panel bg-raised p-1.5 text-left',
        isFocused ? 'ring-3 ring-accent-ink' : 'ring-1 ring-line',
        (isTrashed || isHidden) && '[&_img]:opacity-50',
      )}
    >
      <MediaThumb
        src={thumbnailUrl(card.id, 320)}
        kind={card.media}
        state={card.thumbnail}
        label=""
        className="min-h-0 w-full flex-1"
      />
      <span className={classNames('w-full truncate text-12', isRoot && 'font-semibold')}>{title}</span>
      <span className="w-full truncate text-11 text-muted">{state ?? modelId ?? 'brought in'}</span>
    </button>
  )
}

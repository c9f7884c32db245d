import { detach } from '@renderer/data/detach'
import { failureOf } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import type { Lineage } from '@shared/domain/library-lineage'
import { ArrowLeft, Diff, Eye, RotateCcw, Shuffle } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { makeWithAnotherModel, recallRecipe } from '../actions/asset-actions'
import { useOverlayKeys } from '../use-overlay-keys'
import { FamilyGraph } from './family-graph'
import { layOutFamily, memberByKey } from './lay-out-family'
import { RecipeDiffDialog } from './recipe-diff-dialog'

export interface LineageViewProps {
  readonly assetId: string
  readonly onOpen: (assetId: string) => void
  readonly onClose: () => void
}

/** All that made an item, and all that came of it, as a graph to walk through. */
export function LineageView({ assetId, onOpen, onClose }: LineageViewProps) {
  const lineage = useStudioQuery('library.lineage', { assetId })
  return (
    <div role="group" aria-label="Lineage" className="absolute inset-0 z-20 flex flex-col bg-surface">
      {lineage.data ? (
        <Family lineage={lineage.data} onOpen={onOpen} onClose={onClose} />
      ) : lineage.error ? (
        <FailureNotice failure={failureOf(lineage.error)} onNextStep={onClose} className="m-4" />
      ) : null}
    </div>
  )
}

interface FamilyProps {
  readonly lineage: Lineage
  readonly onOpen: (assetId: string) => void
  readonly onClose: () => void
}

function Family({ lineage, onOpen, onClose }: FamilyProps) {
  const [focusedId, setFocusedId] = useState(lineage.assetId)
  const [isDiffing, setIsDiffing] = useState(false)
  const layout = layOutFamily(lineage)
  const graph = useRef<HTMLDivElement>(null)
  const focused = layout.nodes.find(({ node }) => node.card.id === focusedId)?.node
  useEffect(() => {
    graph.current?.querySelector<HTMLElement>(`[data-member="${CSS.escape(focusedId)}"]`)?.focus()
  }, [focusedId])
  const makeAgain = (): void => detach(recallRecipe(focusedId), 'make an item again')
  const makeOther = (): void => detach(makeWithAnotherModel(focusedId), 'make with another model')
  const canDiff = focusedId !== lineage.assetId
  useOverlayKeys(({ key }) => {
    const next = memberByKey(layout, focusedId, key)
    const folded = key.toLowerCase()
    if (next !== null) setFocusedId(next)
    else if (key === 'Escape' || folded === 'l') onClose()
    else if (folded === 'r') makeAgain()
    else if (folded === 'o') makeOther()
    else if (folded === 'd' && canDiff) setIsDiffing(true)
    else return key.startsWith('Arrow')
    return true
  })
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
        <IconButton label="Back to the grid" keys="esc" icon={<ArrowLeft />} side="bottom" onClick={onClose} />
        <h2 className="min-w-0 flex-1 truncate text-13 font-medium">
          Where it comes from and what came of it
          {lineage.isCut ? (
            <span className="ml-2 text-12 text-muted">the nearest {lineage.nodes.length} shown</span>
          ) : null}
        </h2>
        <span className="max-w-60 truncate text-12 text-muted">{focused?.card.title}</span>
        <Button icon={<Eye />} keys="enter" onClick={() => onOpen(focusedId)}>
          Open
        </Button>
        <Button icon={<RotateCcw />} tooltip="Its recipe in Create" keys="R" onClick={makeAgain}>
          Make again…
        </Button>
        <Button
          icon={<Shuffle />}
          tooltip="Its recipe in Create, to choose another model for"
          keys="O"
          onClick={makeOther}
        >
          Other model…
        </Button>
        <Button
          icon={<Diff />}
          keys="D"
          disabledReasons={canDiff ? [] : ['Go to another item first.']}
          onClick={() => canDiff && setIsDiffing(true)}
        >
          Recipes
        </Button>
      </div>
      <FamilyGraph
        ref={graph}
        layout={layout}
        rootId={lineage.assetId}
        focusedId={focusedId}
        onFocus={setFocusedId}
        onOpen={onOpen}
      />
      {isDiffing ? (
        <RecipeDiffDialog firstId={lineage.assetId} secondId={focusedId} onClose={() => setIsDiffing(false)} />
      ) : null}
    </>
  )
}

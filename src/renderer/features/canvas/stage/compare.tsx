import { useState } from 'react'
import { assetUrl } from '@renderer/lib/media-url'
import { Slider } from '@renderer/ui/slider'

export interface CompareProps {
  readonly beforeAssetId: string
  readonly afterAssetId: string
  readonly title: string
}

/** Before and after on top of each other with a divider that is moved by the slider or by its arrow keys. */
export function Compare({ beforeAssetId, afterAssetId, title }: CompareProps) {
  const [percent, setPercent] = useState(50)
  return (
    <div className="absolute inset-0 flex flex-col bg-stage">
      <div className="relative min-h-0 flex-1 p-8">
        <div className="relative size-full">
          <img
            src={assetUrl(beforeAssetId)}
            alt={`Before: ${title}`}
            draggable={false}
            className="absolute inset-0 size-full object-contain"
          />
          <img
            src={assetUrl(afterAssetId)}
            alt={`After: ${title}`}
            draggable={false}
            className="absolute inset-0 size-full object-contain"
            style={{ clipPath: `inset(0 0 0 ${percent}%)` }}
          />
          <div
            aria-hidden
            className="absolute inset-y-0 w-px bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.5)]"
            style={{ left: `${percent}%` }}
          />
          <Corner side="left">Before</Corner>
          <Corner side="right">After</Corner>
        </div>
      </div>
      <div className="mx-auto flex w-full max-w-xl items-center px-8 pb-6">
        <Slider
          aria-label="Divider between before and after, in percent"
          value={percent}
          onValueChange={setPercent}
          min={0}
          max={100}
        />
      </div>
    </div>
  )
}

function Corner({ side, children }: { readonly side: 'left' | 'right'; readonly children: string }) {
  return (
    <span
      className={`absolute top-2 ${side === 'left' ? 'left-2' : 'right-2'} rounded-control bg-black/70 px-2 py-0.5 text-12 text-white`}
    >
      {children}
    </span>
  )
}

const BOX_PX = 16

/** The outline of a shape, always with the same longest side. */
export function RatioIcon({ ratio }: { readonly ratio: number }) {
  const width = ratio >= 1 ? BOX_PX : BOX_PX * ratio
  const height = ratio >= 1 ? BOX_PX / ratio : BOX_PX
  return (
    <span aria-hidden className="inline-flex size-4 shrink-0 items-center justify-center">
      <span
        className="rounded-[2px] border-[1.5px] border-current"
        style={{ width: Math.max(5, Math.round(width)), height: Math.max(5, Math.round(height)) }}
      />
    </span>
  )
}

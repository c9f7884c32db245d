/** The shape behind a vendor's word for it, as "16:9"; null for words that name no shape, such as "auto". */
export function ratioName(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const found = /^(?:(landscape|portrait|aspect)_)?(\d{1,2})[:x_](\d{1,2})$/i.exec(value.trim())
  if (!found) return /^square(_hd)?$/i.test(value.trim()) ? '1:1' : null
  const sides = [Number(found[2]), Number(found[3])]
  const [long, short] = [Math.max(...sides), Math.min(...sides)]
  if (/^landscape$/i.test(found[1] ?? '')) return `${long}:${short}`
  if (/^portrait$/i.test(found[1] ?? '')) return `${short}:${long}`
  return sides.join(':')
}

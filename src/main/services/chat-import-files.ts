/**
 * The file that a message means, among names with `/`: by its whole path, or by an id that the name begins with, as
 * ChatGPT's archives have it (`file-abc` is `file-abc-heron.png`). Null where there is none.
 */
export function findNamed(names: readonly string[], path: string): number | null {
  const exact = names.indexOf(path)
  if (exact >= 0) return exact
  if (!/^file[-_][\w-]{6,}$/.test(path)) return null
  const byId = names.findIndex((name) => {
    const last = name.slice(name.lastIndexOf('/') + 1)
    return last.startsWith(path) && !/\w/.test(last.charAt(path.length))
  })
  return byId >= 0 ? byId : null
}

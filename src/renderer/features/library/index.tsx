export function LibraryView() {
  return null
}

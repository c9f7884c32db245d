/**
 * Whether a paste brings files. Some file managers put a list of their own into the clipboard, which a page does not
 * see at all: then the page sees nothing, and the main process is to look.
 */
export function bringsFiles(data: DataTransfer | null): boolean {
  return data !== null && (data.files.length > 0 || data.types.length === 0)
}

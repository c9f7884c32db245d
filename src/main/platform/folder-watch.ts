/**
 * Tells of files that come, change and go below a folder. The watcher lives in a native thread, so that a folder of
 * 200,000 files costs main nothing; it is loaded with the first folder.
 * @throws where the system has no more watches to give
 */
export async function watchFolder(
  folder: string,
  onChange: (paths: readonly string[]) => void,
): Promise<() => Promise<void>> {
  const { subscribe } = await import('@parcel/watcher')
  const subscription = await subscribe(folder, (error, events) => {
    if (error === null) onChange(events.map(({ path }) => path))
  })
  return () => subscription.unsubscribe()
}

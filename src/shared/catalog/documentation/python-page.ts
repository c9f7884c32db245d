/** What one page of ChainHub's Python chapter shows, as a whole program that runs as it is. */
export interface PythonPage {
  /** The page of the documentation, for example "D242". */
  readonly row: string
  readonly title: string
  readonly summary: string
  /** Packages to install with pip; empty where Python alone will do. */
  readonly packages: readonly string[]
  /** Files that have to lie beside the program. */
  readonly files: readonly string[]
  /** The program for a gateway's address without a trailing slash; the key comes from `CHAINHUB_API_KEY`. */
  readonly code: (baseUrl: string) => string
}

/** One row of the table in docs/architecture.md: what the files of a folder may import from the project's own folders. */
export type FolderRule = {
  /** Path under `src`; the row with the longest matching path counts. */
  readonly folder: string
  /** Path beginnings under `src`. A folder may always import itself, unless `isDividedInto` says otherwise. */
  readonly mayImport: readonly string[]
  /** Path beginnings of which only types may be imported. */
  readonly mayImportTypes?: readonly string[]
  /** The parts of this folder that must not import each other: sub-folders, or topics named by a file's first word. */
  readonly isDividedInto?: 'sub-folders' | 'topics'
}

/** A package that only some places may import. A name that ends in `:` or `/` stands for all that begin with it. */
export type PackageRule = { readonly name: string; readonly onlyIn: readonly string[]; readonly why: string }

const DATABASE_FACE = ['main/db/queries', 'main/db/commands']
/** The handle that queries and commands take as their first argument. */
const DATABASE_HANDLE = ['main/db/database']

export const folderRules: readonly FolderRule[] = [
  { folder: 'shared/lib', mayImport: [] },
  { folder: 'shared/domain', mayImport: ['shared/lib'] },
  { folder: 'shared/catalog', mayImport: ['shared/domain', 'shared/lib'] },
  { folder: 'shared/contracts', mayImport: ['shared/catalog', 'shared/domain', 'shared/lib'] },
  { folder: 'main/log', mayImport: ['shared'] },
  { folder: 'main/platform', mayImport: ['shared', 'main/log'] },
  { folder: 'main/db', mayImport: ['shared', 'main/log'] },
  { folder: 'main/gateway', mayImport: ['shared', 'main/log'] },
  {
    folder: 'main/library',
    mayImport: [
      'shared',
      'main/log',
      'main/platform',
      ...DATABASE_FACE,
      'main/gateway/url-safety',
      'main/gateway/download',
    ],
    mayImportTypes: DATABASE_HANDLE,
  },
  { folder: 'main/tasks', mayImport: ['shared', 'main/log', ...DATABASE_FACE], mayImportTypes: DATABASE_HANDLE },
  {
    folder: 'main/services',
    mayImport: [
      'shared',
      'main/log',
      ...DATABASE_FACE,
      'main/db/backups',
      'main/db/database-job',
      'main/tasks',
      'main/gateway',
      'main/library',
      'main/platform',
    ],
    mayImportTypes: ['main/services', ...DATABASE_HANDLE],
    isDividedInto: 'topics',
  },
  {
    folder: 'main/ipc',
    mayImport: ['shared', 'main/services', 'main/log'],
    mayImportTypes: ['main/platform'],
  },
  { folder: 'main/app', mayImport: ['main', 'shared'] },
  { folder: 'main', mayImport: ['main', 'shared'] },
  { folder: 'demo', mayImport: ['shared/lib'] },
  {
    folder: 'preload',
    mayImport: ['shared/contracts/bridge', 'shared/contracts/media-worker-channels'],
    mayImportTypes: ['shared/contracts'],
  },
  { folder: 'renderer/ui', mayImport: [] },
  { folder: 'renderer/lib', mayImport: ['shared/lib'] },
  { folder: 'renderer/data', mayImport: ['shared', 'renderer/lib'] },
  { folder: 'renderer/parts', mayImport: ['shared', 'renderer/data', 'renderer/ui', 'renderer/lib'] },
  {
    folder: 'renderer/features',
    mayImport: ['shared', 'renderer/parts', 'renderer/data', 'renderer/ui', 'renderer/lib'],
    mayImportTypes: ['renderer/sandbox/messages'],
    isDividedInto: 'sub-folders',
  },
  { folder: 'renderer/sandbox', mayImport: [] },
  { folder: 'renderer/media-worker', mayImport: ['shared', 'renderer/lib'] },
  { folder: 'renderer/app', mayImport: ['renderer', 'shared'] },
  { folder: 'renderer', mayImport: ['renderer', 'shared'] },
]

export const packageRules: readonly PackageRule[] = [
  {
    name: 'electron',
    onlyIn: [
      'main/index',
      'main/app',
      'main/platform',
      'main/ipc/router',
      'main/ipc/sender-gate',
      'main/ipc/event-hub',
      'preload',
    ],
    why: 'Electron is reached through a port of main/platform',
  },
  { name: 'better-sqlite3', onlyIn: ['main/db'], why: 'only the database folder opens a database' },
  { name: 'node:', onlyIn: ['main', 'demo'], why: 'this folder also runs where there is no Node' },
]

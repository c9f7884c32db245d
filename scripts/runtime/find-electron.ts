import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Path of the executable inside an Electron distribution's folder. */
export function executableInDist(platform: string = process.platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

export type FoundElectron = { readonly electronPath: string; readonly source: string }

export type SearchPlaces = {
  readonly overrideDistPath: string | undefined
  readonly projectDir: string
  readonly platform: string
}

/**
 * Looks for an Electron that is already on the machine: the person's own choice first, then the installed package.
 * A choice that leads nowhere is an error, never silently passed over.
 */
export function findInstalledElectron(places: SearchPlaces): FoundElectron | undefined {
  const executable = executableInDist(places.platform)
  if (places.overrideDistPath) {
    const electronPath = join(places.overrideDistPath, executable)
    if (!existsSync(electronPath)) {
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${electronPath}`)
    }
    return { electronPath, source: 'ELECTRON_OVERRIDE_DIST_PATH' }
  }
  return findInPackage(places.projectDir, executable)
}

/** The binary inside `node_modules/electron`, once its installer has run to the end. */
export function findInPackage(projectDir: string, executable: string): FoundElectron | undefined {
  const packageDir = join(projectDir, 'node_modules', 'electron')
  const electronPath = join(packageDir, 'dist', executable)
  // The installer writes path.txt last: without it the folder may be half unpacked.
  if (!existsSync(electronPath) || !existsSync(join(packageDir, 'path.txt'))) return undefined
  return { electronPath, source: 'node_modules/electron' }
}

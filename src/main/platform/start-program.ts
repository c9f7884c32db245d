import { spawn } from 'node:child_process'
import { AppError } from '@shared/domain/app-error'

/**
 * Starts a program on files, without a shell: no name is ever read as a command. The program outlives the studio.
 * @throws AppError where the system does not start it
 */
export async function startProgram(programPath: string, paths: readonly string[]): Promise<void> {
  const isMacBundle = process.platform === 'darwin' && programPath.endsWith('.app')
  const [program, words] = isMacBundle
    ? (['/usr/bin/open', ['-a', programPath, ...paths]] as const)
    : ([programPath, paths] as const)
  const child = spawn(program, words, { detached: true, stdio: 'ignore', env: ownVariables() })
  try {
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
  } catch (error) {
    throw new AppError(
      {
        code: 'not-found',
        message: `The system did not start ${programPath}. Choose the program itself, not a link or a document.`,
        nextStep: 'none',
      },
      { cause: error },
    )
  }
  child.unref()
}

/** What only concerns this program would mislead another one that is built the same way. */
function ownVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(ELECTRON_|CHAINHUB_|NODE_OPTIONS$)/.test(name)),
  )
}

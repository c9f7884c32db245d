import { AppError } from '@shared/domain/app-error'
import { MediaWorkerError } from './media-worker'

/** What a failed job of the media worker means to a person. */
export function asMediaFailure(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error
  if (!(error instanceof MediaWorkerError)) {
    return new AppError({ code: 'internal', message: `${what} did not work.`, nextStep: 'retry' }, { cause: error })
  }
  if (error.trouble === 'canceled')
    return new AppError({ code: 'canceled', message: `${what} was cancelled.`, nextStep: 'none' })
  if (error.trouble === 'undecodable') {
    return new AppError(
      {
        code: 'unsupported-file',
        message: `${what} did not work: a file could not be read (${error.message}).`,
        nextStep: 'none',
      },
      { cause: error },
    )
  }
  return new AppError(
    { code: 'internal', message: `${what} did not work: ${error.message}.`, nextStep: 'retry' },
    { cause: error },
  )
}

import { AppError } from '@shared/domain/app-error'
import { normaliseBaseUrl } from '../gateway/base-url'

/** @throws AppError when the key would be sent to no sensible place */
export function requireBaseUrl(input: string): string {
  const result = normaliseBaseUrl(input)
  if (!result.ok) throw new AppError(result.error)
  return result.data
}

/** True for a gateway on this very machine: its results may lie here too. */
export function isLoopbackUrl(baseUrl: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(new URL(baseUrl).hostname)
}

import { randomUUID } from 'node:crypto'
import { AppError, type Failure } from '@shared/domain/app-error'
import { createSafeFetcher } from './download-hop'
import { readNetworkFailure } from './network-failures'
import { prepareBody } from './request-body'
import type { ResolveProxy } from './transport'
import type { GatewayCredentials, MultipartPart } from './types'
import { loopbackExceptionOf, type ResolveHost, resolveWithSystem } from './url-safety'

export interface FormPosterOptions {
  readonly resolve?: ResolveHost
  readonly proxy?: ResolveProxy
}

export type PostOutcome =
  | { readonly kind: 'taken' }
  /** The place said no; a permission may have run out. */
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'broken'; readonly failure: Failure }

/** Sends a form to a place that a server named. The key stays here: such places bring their own permission. */
export type PostForm = (
  link: string,
  parts: readonly MultipartPart[],
  credentials: GatewayCredentials,
) => Promise<PostOutcome>

const IDLE_TIMEOUT_MS = 120_000

/** @throws AppError `unsafe-url` for a link that leads into a private network, and for a file that is gone */
export function createFormPoster(options: FormPosterOptions): PostForm {
  const fetcher = createSafeFetcher(options.resolve ?? resolveWithSystem, options.proxy)
  return async (link, parts, credentials) => {
    const body = await prepareBody({ kind: 'multipart', parts }, `studio${randomUUID().replaceAll('-', '')}`)
    try {
      const response = await fetcher.post(link, {
        exception: loopbackExceptionOf(credentials),
        body,
        idleTimeoutMs: IDLE_TIMEOUT_MS,
      })
      await response.body.dump({ limit: 64 * 1024 })
      const { status } = response
      return status >= 200 && status < 300 ? { kind: 'taken' } : { kind: 'refused', status }
    } catch (error) {
      if (error instanceof AppError) throw error
      return { kind: 'broken', failure: readNetworkFailure(error) }
    }
  }
}

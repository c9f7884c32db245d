import { createDetach } from '@shared/lib/detach'
import { redact } from './redaction'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LogRecord {
  readonly at: string
  readonly level: LogLevel
  readonly scope: string
  readonly message: string
  readonly data?: unknown
}

export type LogSink = (record: LogRecord) => void

export interface Logger {
  readonly debug: (message: string, data?: unknown) => void
  readonly info: (message: string, data?: unknown) => void
  readonly warn: (message: string, data?: unknown) => void
  readonly error: (message: string, data?: unknown) => void
}

const sinks = new Set<LogSink>()

/** Adds a place where records go; answers with the function that removes it. */
export function addLogSink(sink: LogSink): () => void {
  sinks.add(sink)
  return () => sinks.delete(sink)
}

/** The log of one module. Keys, prompts and signed links are redacted here, not by callers. */
export function createLogger(scope: string): Logger {
  const write = (level: LogLevel, message: string, data?: unknown): void => {
    const record: LogRecord = {
      at: new Date().toISOString(),
      level,
      scope,
      message: redactText(message),
      ...(data === undefined ? {} : { data: redact(data) }),
    }
    for (const sink of sinks) sink(record)
  }
  return {
    debug: (message, data) => write('debug', message, data),
    info: (message, data) => write('info', message, data),
    warn: (message, data) => write('warn', message, data),
    error: (message, data) => write('error', message, data),
  }
}

function redactText(text: string): string {
  const redacted = redact(text)
  return typeof redacted === 'string' ? redacted : ''
}

const log = createLogger('detached')

/** Background work of main; see {@link createDetach}. */
export const detach = createDetach((error, why) => log.error(`Background work failed: ${why}`, error))

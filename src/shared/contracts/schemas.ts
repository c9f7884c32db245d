import { z } from 'zod'

/** Building blocks that several contracts share. */
export const idSchema = z.string().min(1).max(64)
export const noRequest = z.undefined()
export const paramsSchema = z.record(z.string().max(120), z.unknown())
/** A prompt of 1 MB is refused with a message by validation, not by the transport. */
export const longTextSchema = z.string().max(2_000_000)
export const shortTextSchema = z.string().max(2_000)

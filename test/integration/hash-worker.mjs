await import('../fault/resolve-sources.mjs')
/** The thread as it is, in tests that know no bundler. */
await import('../../src/main/library/hash-worker.ts')

// Times the evaluation of a main bundle and ends before anything of it runs: `ready` waits for this file.
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const startMs = performance.now()
await import(pathToFileURL(process.env.BENCH_BUNDLE).href)
process.stdout.write(`imported in ${performance.now() - startMs} ms\n`, () => app.exit(0))

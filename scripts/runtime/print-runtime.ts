import { ensureRuntime } from './ensure-runtime.ts'

/** Sets the runtime up and prints it as JSON on the last line. */
process.stdout.write(`${JSON.stringify(await ensureRuntime())}\n`)

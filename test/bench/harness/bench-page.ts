import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type { LaunchEnvironment } from '../../e2e/harness/launch.ts'
import { type Program, startProgram } from './program.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

const projectDir = resolve(import.meta.dirname, '../../..')
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** A server on loopback with the files of a folder; only plain names inside it are answered. */
async function serveFolder(folder: string): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer((request, response) => void answerFile(folder, request, response))
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() }
}

async function answerFile(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const content = await readFile(join(folder, path)).catch(() => null)
  if (content) response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
  response.writeHead(content ? 200 : 404).end(content)
}

/** Opens the page of `test/bench/page`, built as the product's pages are, in an Electron window of its own. */
export async function withBenchPage<Value>(
  launch: LaunchEnvironment,
  work: (page: Program) => Promise<Value>,
): Promise<Value> {
  return withTemporaryFolder(async (folder) => {
    await buildPage(join(folder, 'page'))
    const server = await serveFolder(join(folder, 'page'))
    const page = startProgram(launch, {
      appDir: join(projectDir, 'test', 'bench', 'empty-app'),
      userDataDir: join(folder, 'profile'),
      readySelector: '#ready[data-loaded]',
      env: { BENCH_PAGE: `${server.origin}/index.html` },
    })
    try {
      await page.interactiveMs()
      return await work(page)
    } finally {
      await page.close()
      server.close()
    }
  })
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(projectDir, 'test', 'bench', 'page'),
    base: './',
    resolve: {
      alias: { '@shared': join(projectDir, 'src', 'shared'), '@renderer': join(projectDir, 'src', 'renderer') },
    },
    plugins: [react(), tailwindcss()],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, minify: true, target: 'chrome130', chunkSizeWarningLimit: 10_000 },
  })
}

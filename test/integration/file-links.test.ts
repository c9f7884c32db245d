import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@main/db/open'
import type { Database } from '@main/db/database'
import { createGatewayClient } from '@main/gateway/client'
import type { InputFile } from '@main/gateway/families/encode'
import type { GatewayCredentials } from '@main/gateway/types'
import { createFileLinks, type FileLinks } from '@main/services/file-links'
import { startDemoGateway, type DemoGateway } from '@demo/gateway'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const HOUR_MS = 3_600_000

let folder: string
let db: Database
let gateway: DemoGateway
let nowMs: number
let links: FileLinks

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'file-links-'))
  db = await openDatabase({ filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') })
  gateway = await startDemoGateway({})
  nowMs = Date.now()
  const clock = { nowMs: () => nowMs }
  links = createFileLinks({ db, clock, client: createGatewayClient({ clock }) })
})

afterEach(async () => {
  db.close()
  await gateway.close()
})

const credentials = (baseUrl = gateway.origin): GatewayCredentials => ({
  profileId: 'p',
  baseUrl,
  key: gateway.demoKey,
  isLoopbackAllowed: true,
})

function file(fileName: string, mime = 'image/png', bytes = PNG): InputFile {
  const path = join(folder, fileName)
  writeFileSync(path, bytes)
  return { path, mime, fileName, byteSize: bytes.length }
}

describe('a file for a vendor that fetches it', () => {
  it('lies behind its link with the same bytes', async () => {
    const link = await links(file('red.png'), credentials())
    const answer = await fetch(link)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG)
  })

  it('is uploaded once for the same content, again for another content or after an hour', async () => {
    const first = await links(file('red.png'), credentials())
    await gateway.close()
    expect(await links(file('same-bytes.png'), credentials())).toBe(first)
    await expect(links(file('other.png', 'image/png', Buffer.concat([PNG, PNG])), credentials())).rejects.toMatchObject(
      {
        failure: { code: 'offline' },
      },
    )
    nowMs += HOUR_MS + 1
    await expect(links(file('red.png'), credentials())).rejects.toMatchObject({ failure: { code: 'offline' } })
  })

  it('says what to do where the host does not take it', async () => {
    await expect(links(file('demo-unsupported.mp4', 'video/mp4'), credentials())).rejects.toMatchObject({
      failure: {
        code: 'unsupported-file',
        charge: 'not-charged',
        nextStep: 'edit-input',
        message: expect.stringContaining('Paste a public link'),
      },
    })
  })
})

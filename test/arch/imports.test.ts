import { join, resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findCycles } from './find-cycles.ts'
import { folderRules, packageRules } from './import-rules.ts'
import { judgeImports } from './judge-imports.ts'
import { importsOfText, listSourceFiles, readImports } from './read-imports.ts'

const srcDir = resolve(import.meta.dirname, '../../src')
const rules = { folders: folderRules, packages: packageRules }

function complaintsAbout(file: string, text: string): readonly string[] {
  return judgeImports(importsOfText(file, text), rules)
}

describe('the source tree', () => {
  const facts = readImports(srcDir)

  it('is read at all', () => {
    expect(facts.length).toBeGreaterThan(100)
  })

  it('keeps to the table of who may import whom', () => {
    expect(judgeImports(facts, rules)).toEqual([])
  })

  it('has no circular imports', () => {
    expect(findCycles(facts)).toEqual([])
  })

  it('keeps the checker of requests out of the window, which only ever sends them', () => {
    const targets = new Map<string, string[]>()
    for (const { from, to, isTypeOnly } of facts) {
      const file = from.replace(/\.tsx?$/, '')
      if (!isTypeOnly) targets.set(file, [...(targets.get(file) ?? []), to])
    }
    const starts = [...targets.keys()].filter((file) => file.startsWith('renderer/'))
    const reached = new Set<string>()
    const visit = (file: string): void => {
      if (reached.has(file)) return
      reached.add(file)
      for (const to of targets.get(file) ?? []) visit(to)
    }
    for (const file of starts) visit(file)
    expect(reached).toContain('shared/contracts/answer-text')
    expect(reached).not.toContain('zod')
  })

  it('switches no check off', () => {
    const switches = /(eslint|oxlint)-disable|@ts-(ignore|nocheck)|oxfmt-ignore/
    const found = listSourceFiles(srcDir).filter((file) => switches.test(readFileSync(join(srcDir, file), 'utf8')))
    expect(found).toEqual([])
  })
})

describe('a planted import is reported', () => {
  it.each([
    ['shared/domain/task.ts', "import { all } from '@shared/catalog/all'"],
    ['shared/lib/clock.ts', "import { readFile } from 'node:fs'"],
    ['shared/lib/clock.ts', "import { readFile } from 'fs'"],
    ['shared/lib/clock.ts', "export { a } from '../domain/task'"],
    ['main/tasks/claim.ts', "import { send } from '@main/gateway/client'"],
    ['main/tasks/claim.ts', "import type { Client } from '../gateway/client'"],
    ['main/tasks/claim.ts', "import { rows } from '@main/db/repositories/task'"],
    ['main/tasks/claim.ts', "import { app } from 'electron'"],
    ['main/library/store.ts', "import { client } from '@main/gateway/client'"],
    ['main/services/chat.ts', "import { submit } from './generation-submit'"],
    ['main/services/chat.ts', "import Database from 'better-sqlite3'"],
    ['main/ipc/handlers/chat.ts', "import { ipcMain } from 'electron'"],
    ['main/ipc/handlers/chat.ts', "import { find } from '@main/db/queries/chat'"],
    ['demo/server.ts', "import { operations } from '@shared/catalog/all'"],
    ['preload/index.ts', "import { routes } from '@shared/contracts/routes'"],
    ['renderer/ui/button.tsx', "import { format } from '@renderer/lib/format'"],
    ['renderer/features/chat/view.tsx', "import { Card } from '../library/card'"],
    ['renderer/features/chat/view.tsx', "const later = () => import('@renderer/features/library/card')"],
    ['renderer/data/client.ts', "import { join } from 'node:path'"],
    ['main/app/windows.ts', "import { helper } from '../../../test/helper'"],
    ['elsewhere/thing.ts', "import { a } from '@shared/lib/a'"],
  ])('%s: %s', (file, text) => {
    expect(complaintsAbout(file, text)).toHaveLength(1)
  })

  it('in a circle', () => {
    const circle = [
      ...importsOfText('main/log/a.ts', "import { b } from './b'"),
      ...importsOfText('main/log/b.ts', "import { a } from './a'"),
    ]
    expect(findCycles(circle)).toEqual(['main/log/a → main/log/b → main/log/a'])
  })
})

describe('an import that the table allows passes', () => {
  it.each([
    ['main/tasks/claim.ts', "import { claim } from '@main/db/commands/claim-task'"],
    ['main/library/store.ts', "import { guard } from '@main/gateway/url-safety'"],
    ['main/services/chat.ts', "import { helper } from './chat-titles'"],
    ['main/services/chat.ts', "import type { Generation } from './generation'"],
    ['main/app/compose.ts', "import { open } from '@main/db/open'"],
    ['preload/index.ts', "import type { Bridge } from '@shared/contracts/bridge'"],
    ['renderer/features/chat/view.tsx', "import { Row } from './row'"],
    ['main/tasks/claim.test.ts', "import { startDemo } from '@demo/server'"],
  ])('%s: %s', (file, text) => {
    expect(complaintsAbout(file, text)).toEqual([])
  })
})

import type { Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import { csvOf } from './csv'
import { lexMarkdown } from './lex'

const csv = (markdown: string): string => csvOf(lexMarkdown(markdown)[0] as Tokens.Table)

describe('csvOf', () => {
  it('writes words without their marks and quotes what needs it', () => {
    expect(csv('| a | **b** |\n|---|---|\n| 1, 2 | say "hi" |\n| [x](https://a.example) | `c` |')).toBe(
      'a,b\r\n"1, 2","say ""hi"""\r\nx,c',
    )
  })

  it('lets no cell become a formula of a spreadsheet', () => {
    expect(csv('| a | b | c |\n|---|---|---|\n| =1+1 | -2.5 | -x |')).toBe("a,b,c\r\n'=1+1,-2.5,'-x")
  })
})

import { assertNever } from '../../lib/assert-never'
import { curlCode } from './code-curl'
import { pythonCode } from './code-python'
import type { CodeInput } from './code-request'
import { typescriptCode } from './code-typescript'

export type CodeLanguage = 'curl' | 'python' | 'typescript'

/** The request of a form as a program that sends it. Prompts are quoted so that no text becomes code. */
export function requestAsCode(language: CodeLanguage, input: CodeInput): string {
  switch (language) {
    case 'curl':
      return curlCode(input)
    case 'python':
      return pythonCode(input)
    case 'typescript':
      return typescriptCode(input)
    default:
      return assertNever(language)
  }
}

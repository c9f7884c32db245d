import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { languageNamed, loadLanguage } from './highlight-languages'
import type { HighlightAnswer, HighlightedLine, HighlightRequest } from './highlight-protocol'

const THEME = 'studio'
/** The theme's colours are names of variables, which become class names: both themes come from one answer. */
const VARIABLE = /^var\(--token-([a-z-]+)\)$/

let highlighter: Promise<HighlighterCore> | null = null

function startHighlighter(): Promise<HighlighterCore> {
  return createHighlighterCore({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: '--', fontStyle: false })],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
}

async function highlight(code: string, language: string): Promise<readonly HighlightedLine[] | null> {
  const name = languageNamed(language)
  if (!name) return null
  highlighter ??= startHighlighter()
  const core = await highlighter
  if (!core.getLoadedLanguages().includes(name)) await core.loadLanguage(await loadLanguage(name))
  const { tokens } = core.codeToTokens(code, { lang: name, theme: THEME })
  return tokens.map((line) =>
    line.map(({ content, color }) => [content, VARIABLE.exec(color ?? '')?.[1] ?? ''] as const),
  )
}

addEventListener('message', (event: MessageEvent<HighlightRequest>) => {
  const { number, code, language } = event.data
  const answer = (lines: HighlightAnswer['lines']): void => postMessage({ number, lines } satisfies HighlightAnswer)
  highlight(code, language).then(answer, () => answer(null))
})

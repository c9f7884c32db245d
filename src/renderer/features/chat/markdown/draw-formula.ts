import katex from 'katex'
import 'katex/dist/katex.min.css'

/**
 * Sets a formula into the element; false where it cannot be read. Nothing a formula names is trusted: `\href`,
 * `\includegraphics` and raw HTML stay words, macros end after a few hundred steps.
 */
export function drawFormula(element: HTMLElement, source: string, isDisplay: boolean): boolean {
  try {
    katex.render(source, element, {
      displayMode: isDisplay,
      trust: false,
      maxExpand: 200,
      maxSize: 20,
      strict: 'ignore',
      throwOnError: true,
      output: 'htmlAndMathml',
    })
    return true
  } catch {
    return false
  }
}

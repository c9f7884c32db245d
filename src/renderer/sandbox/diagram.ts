import mermaid from 'mermaid'
import { onShow } from './talk'

/** More than anybody reads in a chat; mermaid takes seconds for it. */
const MAX_EDGES = 400

onShow(async ({ content, isDark }) => {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'neutral',
    maxEdges: MAX_EDGES,
    maxTextSize: 40_000,
    fontFamily: 'system-ui, sans-serif',
    htmlLabels: false,
    suppressErrorRendering: true,
  })
  const { svg } = await mermaid.render('diagram', content)
  const drawn = new DOMParser().parseFromString(svg, 'text/html').body
  document.body.replaceChildren(...drawn.childNodes)
})

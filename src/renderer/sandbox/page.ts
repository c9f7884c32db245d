import { onShow } from './talk'

/** Elements that could fetch or lead somewhere before the content policy is asked, or that make no sense here. */
const REMOVED = 'script, link, meta, base, iframe, frame, frameset, object, embed, portal, noscript, template'

onShow(({ content }) => {
  const parsed = new DOMParser().parseFromString(content, 'text/html')
  for (const element of parsed.querySelectorAll(REMOVED)) element.remove()
  // Styles in the head belong to the page that is shown.
  const styles = [...parsed.head.querySelectorAll('style')]
  document.body.replaceChildren(...styles, ...parsed.body.childNodes)
  const style = parsed.body.getAttribute('style')
  if (style !== null) document.body.setAttribute('style', style)
  document.body.className = parsed.body.className
})

// A press on a link leads nowhere; without this the frame would try and show nothing any more.
addEventListener(
  'click',
  (event) => {
    if (event.target instanceof Element && event.target.closest('a, area, [type=submit]')) event.preventDefault()
  },
  true,
)

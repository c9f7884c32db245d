export interface GalleryItem {
  /** Relative to the page. */
  readonly file: string
  readonly picture: string | null
  readonly title: string
  readonly words: string
}

/** A page for a browser: no script, nothing from the network, works from a folder or a stick. */
export function galleryPage(title: string, items: readonly GalleryItem[]): string {
  const cells = items.map(
    ({ file, picture, title: name, words }) =>
      `<a href="${attribute(file)}"><figure>${
        picture === null
          ? '<div class="none"></div>'
          : `<img src="${attribute(picture)}" alt="${text(name)}" loading="lazy">`
      }<figcaption><b>${text(name)}</b>${words === '' ? '' : `<span>${text(words)}</span>`}</figcaption></figure></a>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>
:root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; background: light-dark(#fff, #1b1b1b); color: light-dark(#1b1b1b, #eee) }
body { margin: 0; padding: 24px } h1 { font-size: 20px; margin: 0 0 16px }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 16px }
a { color: inherit; text-decoration: none } figure { margin: 0 }
img, .none { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; background: #8882; border-radius: 6px }
figcaption { padding: 6px 2px; display: flex; flex-direction: column; overflow-wrap: anywhere } figcaption span { opacity: .7; font-size: 12px }
a:focus-visible img { outline: 2px solid #06f }
</style>
</head>
<body>
<h1>${text(title)}</h1>
<main>
${cells.join('\n')}
</main>
</body>
</html>
`
}

const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const attribute = (path: string): string => text(path.split('/').map(encodeURIComponent).join('/'))

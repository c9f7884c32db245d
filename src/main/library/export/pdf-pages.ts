export interface PdfPage {
  readonly jpeg: Buffer
  readonly width: number
  readonly height: number
}

/** A4 in points. */
const PAGE_WIDTH = 595
const PAGE_HEIGHT = 842
const MARGIN = 28

/** A document of one JPEG a page, as large as fits. */
export function pdfOfPages(pages: readonly PdfPage[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  const offsets: number[] = []
  let at = parts[0]?.byteLength ?? 0
  const add = (bytes: Buffer): void => {
    parts.push(bytes)
    at += bytes.byteLength
  }
  const object = (number: number, head: string, stream?: Buffer): void => {
    offsets[number] = at
    add(Buffer.from(`${number} 0 obj\n${head}\n`, 'latin1'))
    if (stream) {
      add(Buffer.from('stream\n', 'latin1'))
      add(stream)
      add(Buffer.from('\nendstream\n', 'latin1'))
    }
    add(Buffer.from('endobj\n', 'latin1'))
  }
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  for (const [index, page] of pages.entries()) {
    const number = 3 + index * 3
    const drawing = Buffer.from(drawingOf(page), 'latin1')
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Contents ${number + 1} 0 R /Resources << /XObject << /P ${number + 2} 0 R >> >> >>`,
    )
    object(number + 1, `<< /Length ${drawing.byteLength} >>`, drawing)
    object(
      number + 2,
      `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.byteLength} >>`,
      page.jpeg,
    )
  }
  const start = at
  const count = 3 + pages.length * 3
  const rows = Array.from(
    { length: count - 1 },
    (_, index) => `${String(offsets[index + 1]).padStart(10, '0')} 00000 n \n`,
  )
  add(Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${rows.join('')}`, 'latin1'))
  add(Buffer.from(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`, 'latin1'))
  return Buffer.concat(parts)
}

function drawingOf({ width, height }: PdfPage): string {
  const scale = Math.min((PAGE_WIDTH - 2 * MARGIN) / width, (PAGE_HEIGHT - 2 * MARGIN) / height)
  const [shownWidth, shownHeight] = [width * scale, height * scale]
  const left = (PAGE_WIDTH - shownWidth) / 2
  const bottom = PAGE_HEIGHT - MARGIN - shownHeight
  return `q ${shownWidth.toFixed(2)} 0 0 ${shownHeight.toFixed(2)} ${left.toFixed(2)} ${bottom.toFixed(2)} cm /P Do Q`
}

export interface DrawOrder {
  readonly fromSeed: number
  readonly count: number
  /** One file of each picture per size, in this order. */
  readonly sizesPx: readonly number[]
  readonly type: 'image/png' | 'image/webp'
}

/** Landscape-like pictures that differ by seed and compress like renderings, not like noise. Base64 by picture and size. */
export async function drawPictures(order: DrawOrder): Promise<readonly (readonly string[])[]> {
  const pictures: string[][] = []
  for (let seed = order.fromSeed; seed < order.fromSeed + order.count; seed += 1) {
    const files: string[] = []
    for (const sizePx of order.sizesPx) {
      const canvas = paint(seed, sizePx)
      files.push(await base64Of(await canvas.convertToBlob({ type: order.type, quality: 0.8 })))
    }
    pictures.push(files)
  }
  return pictures
}

function paint(seed: number, sizePx: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(sizePx, sizePx)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No canvas')
  const random = randomOf(seed)
  const hue = random() * 360
  context.scale(sizePx, sizePx)
  const sky = context.createLinearGradient(0, 0, random() * 0.4, 0.8)
  sky.addColorStop(0, `hsl(${hue} 60% ${30 + random() * 30}%)`)
  sky.addColorStop(1, `hsl(${hue + 40} 70% ${60 + random() * 25}%)`)
  context.fillStyle = sky
  context.fillRect(0, 0, 1, 1)
  for (let ball = 0; ball < 14; ball += 1) paintBall(context, random, hue)
  for (let ridge = 0; ridge < 5; ridge += 1) paintRidge(context, random, hue, 0.5 + ridge * 0.1)
  return canvas
}

function paintBall(context: OffscreenCanvasRenderingContext2D, random: () => number, hue: number): void {
  const [x, y, radius] = [random(), random() * 0.7, 0.03 + random() * 0.2]
  const light = context.createRadialGradient(x, y, 0, x, y, radius)
  light.addColorStop(0, `hsl(${hue + random() * 120} 80% 75% / 0.8)`)
  light.addColorStop(1, 'hsl(0 0% 100% / 0)')
  context.fillStyle = light
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2)
}

function paintRidge(context: OffscreenCanvasRenderingContext2D, random: () => number, hue: number, topY: number): void {
  context.fillStyle = `hsl(${hue + 180} 35% ${45 - topY * 40}%)`
  context.beginPath()
  context.moveTo(0, 1)
  for (let step = 0; step <= 40; step += 1) context.lineTo(step / 40, topY + (random() - 0.5) * 0.07)
  context.lineTo(1, 1)
  context.fill()
}

/** Mulberry32: the same pictures on every machine. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

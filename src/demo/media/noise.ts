/** A repeatable value in [0, 1) for a lattice point. */
export function lattice(x: number, y: number, seed: number): number {
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296
}

function ease(t: number): number {
  return t * t * (3 - 2 * t)
}

/** Smooth noise along a line, in [0, 1). */
export function noiseAlong(x: number, seed: number): number {
  const whole = Math.floor(x)
  const from = lattice(whole, 0, seed)
  return from + (lattice(whole + 1, 0, seed) - from) * ease(x - whole)
}

/** Several octaves of `noiseAlong`, in about [0, 1). */
export function hillsAlong(x: number, seed: number, octaves: number): number {
  let sum = 0
  let weight = 0.5
  let scale = 1
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += noiseAlong(x * scale, seed + octave * 101) * weight
    weight /= 2
    scale *= 2.03
  }
  return sum
}

/** Like `hillsAlong` with sharp crests, for mountains. */
export function crestsAlong(x: number, seed: number, octaves: number): number {
  let sum = 0
  let weight = 0.5
  let scale = 1
  for (let octave = 0; octave < octaves; octave += 1) {
    const ridge = 1 - Math.abs(noiseAlong(x * scale, seed + octave * 131) * 2 - 1)
    sum += (octave === 0 ? ridge * ridge : ridge) * weight
    weight *= octave === 0 ? 0.42 : 0.5
    scale *= 2.17
  }
  return sum
}

/** Smooth noise over a plane, in [0, 1). */
export function noiseOver(x: number, y: number, seed: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const across = ease(x - left)
  const down = ease(y - top)
  const upper = lattice(left, top, seed) * (1 - across) + lattice(left + 1, top, seed) * across
  const lower = lattice(left, top + 1, seed) * (1 - across) + lattice(left + 1, top + 1, seed) * across
  return upper * (1 - down) + lower * down
}

/** A map of cloud density, drawn small; read it with `sampleField`. */
export interface Field {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

export function cloudField(width: number, height: number, scaleX: number, scaleY: number, seed: number): Field {
  const values = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0
      let weight = 0.5
      let scale = 1
      for (let octave = 0; octave < 5; octave += 1) {
        sum += noiseOver((x / width) * scaleX * scale, (y / height) * scaleY * scale, seed + octave * 57) * weight
        weight /= 2
        scale *= 2.07
      }
      values[y * width + x] = sum
    }
  }
  return { width, height, values }
}

/** Reads the field at a place given in shares of its width and height; sideways it repeats. */
export function sampleField(field: Field, u: number, v: number): number {
  const x = (((u % 1) + 1) % 1) * (field.width - 1)
  const y = Math.min(1, Math.max(0, v)) * (field.height - 1)
  const left = Math.floor(x)
  const top = Math.floor(y)
  const right = Math.min(field.width - 1, left + 1)
  const bottom = Math.min(field.height - 1, top + 1)
  const across = x - left
  const down = y - top
  const { values, width } = field
  const upper = (values[top * width + left] ?? 0) * (1 - across) + (values[top * width + right] ?? 0) * across
  const lower = (values[bottom * width + left] ?? 0) * (1 - across) + (values[bottom * width + right] ?? 0) * across
  return upper * (1 - down) + lower * down
}

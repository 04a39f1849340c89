// What a camera sees, as a file: a code held before it. Chromium plays it instead of a camera.
import jsQR from 'jsqr'
import QRCode from 'qrcode'

/** The black squares of a QR code. */
export interface Squares {
  size: number
  get(y: number, x: number): unknown
}

export const squaresOf = (text: string): Squares => QRCode.create(text, { errorCorrectionLevel: 'M' }).modules

/** The code as a page draws it: `M3 4h1v1h-1z` for each black square, in a box with a margin of four. */
export function squaresDrawn(picture: { path: string; viewBox: string }): Squares {
  const black = new Set(picture.path.match(/\d+ \d+/g))
  return { size: Number(picture.viewBox.split(' ')[2]) - 8, get: (y, x) => black.has(`${x} ${y}`) }
}

/** One grey picture as a Y4M film: the QR code in black on white, a margin of light around. */
export function film(modules: Squares): Buffer {
  const [width, height, scale] = [640, 480, 8]
  const luma = Buffer.alloc(width * height, 235)
  const [left, top] = [Math.floor((width - modules.size * scale) / 2), Math.floor((height - modules.size * scale) / 2)]
  for (let y = 0; y < modules.size * scale; y++)
    for (let x = 0; x < modules.size * scale; x++)
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale))) luma[(top + y) * width + left + x] = 16
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame])
}

/** What a phone's own camera app reads of it. */
export function squaresText(squares: Squares): string {
  const scale = 4
  const across = (squares.size + 8) * scale
  const pixels = new Uint8ClampedArray(across * across * 4).fill(255)
  for (let y = 0; y < across; y++)
    for (let x = 0; x < across; x++)
      if (squares.get(Math.floor(y / scale) - 4, Math.floor(x / scale) - 4)) pixels.fill(0, (y * across + x) * 4, (y * across + x) * 4 + 3)
  // The package is CommonJS: its function is the default of the default.
  const read = ((jsQR as { default?: unknown }).default ?? jsQR) as (
    data: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { data: string } | null
  const found = read(pixels, across, across)
  if (!found) throw new Error('no QR code to be read')
  return found.data
}

/** For launchChromium: the camera is this film, and nobody is asked whether it may be used. */
export const cameraFlags = (file: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
]

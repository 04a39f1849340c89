// QR codes as shapes. Level M (15 % may be lost) is what a badge that is worn for a year needs.
import QRCode from 'qrcode'

export interface QrShape {
  /** Modules on a side, without the four white ones that must stay around it. */
  size: number
  /** SVG path of the dark modules, one unit a module: whole runs in one path, so that no viewer shows seams. */
  path: string
}

export function qrShape(text: string): QrShape {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      const from = x
      while (x < modules.size && modules.get(y, x)) x++
      if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`
    }
  }
  return { size: modules.size, path }
}

/** A whole SVG image with its white margin, for a page; scales to the width it is given. */
export function qrSvg(text: string): string {
  const { size, path } = qrShape(text)
  const box = `-4 -4 ${size + 8} ${size + 8}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path fill="#fff" d="M-4-4h${size + 8}v${size + 8}h-${size + 8}z"/><path fill="#17211F" d="${path}"/></svg>`
}

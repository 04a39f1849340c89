// Draws a QR code. Its own chunk: only who hands out a badge needs the code that makes one (9 kB).
import { create } from 'qrcode'

/** Level M, as on printed badges; the white margin of four modules belongs to it, in dark mode too. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  let path = ''
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
  }
  return (
    <figure aria-label={label}>
      <svg className="qr" aria-hidden="true" viewBox={`-4 -4 ${size + 8} ${size + 8}`} shapeRendering="crispEdges">
        <path d={path} />
      </svg>
    </figure>
  )
}

import type { ReceivedFile } from './client.ts'

/** Puts a received file where the browser puts downloads. */
export function saveFile({ blob, name }: ReceivedFile): void {
  const address = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // The download has begun by then; without this the file would stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

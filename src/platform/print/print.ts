// Printing: badge sheets, PIN slips, cards and documents as PDF (or SVG, to be looked at on a page).
import type { PrintData, Template } from './documents.ts'
import { prepare } from './prepare.ts'
import type { PrintOptions } from './prepare.ts'
import { createTypesetter } from './typesetter.ts'

export type { Language, PrintData, Template } from './documents.ts'
export type { PrintOptions } from './prepare.ts'
export { PrintError } from './print-error.ts'

const typesetter = createTypesetter()

const typeset = <T extends Template>(format: 'pdf' | 'svg', template: T, data: PrintData<T>, options: PrintOptions): Promise<Uint8Array> =>
  typesetter.typeset({
    format,
    template,
    data: prepare(template, data, options),
    createdAtS: Math.floor(options.printedAt.getTime() / 1000),
  })

/** A PDF with all its fonts. The same arguments give the same bytes on the same machine. Rejects with PrintError. */
export async function printPdf<T extends Template>(template: T, data: PrintData<T>, options: PrintOptions): Promise<Uint8Array> {
  return typeset('pdf', template, data, options)
}

/** All pages below each other in one SVG without scripts or fonts. Rejects with PrintError. */
export async function printSvg<T extends Template>(template: T, data: PrintData<T>, options: PrintOptions): Promise<string> {
  return Buffer.from(await typeset('svg', template, data, options)).toString('utf8')
}

/** Waits for what is being printed, then ends the typesetting process; for the server's shutdown. */
export const closePrinter = (): Promise<void> => typesetter.close()

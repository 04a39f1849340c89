// What a cell says, without the traces of the program that wrote it.

// Printable ASCII that begins with neither space nor `=` nor apostrophe and does not end with a space.
const isPlain = /^[!-&(-<>-~]([ -~]*[!-~])?$/
// Marks of text direction, zero-width space and byte order mark. The joiners U+200C and U+200D stay: Persian and emoji need them.
const invisible = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g
const control = /[\u0000-\u0008\u000E-\u001F\u007F]/g
const arabicDigit = /[٠-٩۰-۹]/g
// Written where a system has nothing to say. "Null" is also a surname: names are never compared with this list.
const nothing = new Set([
  '-',
  '--',
  '–',
  '—',
  'n/a',
  '#n/a',
  'na',
  'null',
  '(null)',
  'none',
  'nil',
  '(blank)',
  'k.a.',
  '?',
  'no_manager',
  'no_hr',
  'لا يوجد',
])

/** NFC, no control or direction marks, single spaces. Takes off Excel's `="001"` and the apostrophe of a formula-safe export. */
export function cleanText(cell: string): string {
  if (cell === '' || (isPlain.test(cell) && !cell.includes('  '))) return cell
  return unwrap(cell.normalize('NFC').replace(invisible, '').replace(/\s+/g, ' ').replace(control, '').trim())
}

function unwrap(text: string): string {
  if (text.startsWith('="') && text.endsWith('"')) return text.slice(2, -1).trim()
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

/** Like `cleanText`, and empty for what systems write instead of nothing. Not for names. */
export function saidText(cell: string): string {
  const text = cleanText(cell)
  return nothing.has(text.toLowerCase()) ? '' : text
}

export const asciiDigits = (text: string): string => text.replace(arabicDigit, (digit) => String(digit.charCodeAt(0) & 15))

// A name in UTF-8 that was once read as Windows-1252: "MÃ¼ller".
export const isGarbled = (text: string): boolean => /Ã[\u0080-\u00BF€‚„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]|â€|[ØÙ][\u0080-\u00BF§±„ˆ…]/.test(text)

import { longest } from '../fields.ts'

const shape = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"/]+\.[^\s@<>()[\]\\,;:"./\d]{2,}$/

/** Lower case, without `mailto:` or `Name <...>`; null when it is no address. */
export function readEmail(text: string): string | null {
  if (text.length > 2 * longest.email) return null
  const bare = /<([^<>]*)>$/.exec(text)?.[1] ?? text
  const address = bare
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase()
  const isGood = address.length <= longest.email && shape.test(address) && !address.includes('..') && !/@[.-]|^\.|\.@/.test(address)
  return isGood ? address : null
}

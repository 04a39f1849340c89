// The pack as values: its files by name, and where something stands in them. Rules live beside this file, one each for what a pack is made of.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const packFolder = path.resolve(import.meta.dirname, '../../content/everyday-service')
export const families = ['sales-floor', 'contact-centre', 'delivery', 'warehouse', 'back-office', 'leadership']
export const levels = [1, 2, 3, 4]
/** Complete; the third language holds what everybody begins with. */
export const complete = ['en', 'de'] as const
export const languagesAt = (level: number): string[] => (level === 1 ? [...complete, 'ar'] : [...complete])
export const mostGrade = 8

export type Files = ReadonlyMap<string, string>
/** `file:line` first, so that an editor jumps there. */
export type Say = (file: string, line: number, message: string) => void

export const readPack = (): Files =>
  new Map(
    globSync('**/*', { cwd: packFolder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(packFolder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')]),
  )

/** From 1; 1 when it is not there. */
export const lineOf = (text: string, words: string): number => text.slice(0, Math.max(0, text.indexOf(words))).split('\n').length

/** A JSON file's list, or a fault with the line at which reading stopped. */
export function readList(files: Files, file: string, say: Say): Record<string, unknown>[] {
  const text = files.get(file)
  if (text === undefined) {
    say(file, 1, 'is not there')
    return []
  }
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value as Record<string, unknown>[]
    say(file, 1, 'holds no list')
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0)
    say(file, text.slice(0, at).split('\n').length, 'is no JSON')
  }
  return []
}

export const isWords = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
export const areWords = (value: unknown): value is string[] => Array.isArray(value) && value.every(isWords)

// The demonstration's words stand in files that can be read and changed without reading code.
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const contentFolder = path.resolve(import.meta.dirname, '..', '..', 'content', 'demo')
export type ByLanguage = Record<'en' | 'de' | 'ar', string>

export const readContent = async <T>(name: string): Promise<T> => JSON.parse(await readFile(path.join(contentFolder, name), 'utf8')) as T

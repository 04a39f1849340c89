// A pack's folder on disk, in and out.
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Comes with the program. */
export const everydayService = path.resolve(import.meta.dirname, '../../../../../content/everyday-service')

/** By names from the folder, with slashes; what is no text of a pack is left alone. */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for await (const name of glob('**/*.{md,txt,json}', { cwd: folder }))
    files.set(name.replaceAll(path.sep, '/'), await readFile(path.join(folder, name), 'utf8'))
  return files
}

export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}

// The uploaded files: DATA_DIR/files as a whole. A file never changes once it is there; it may vanish while a backup runs, because somebody deleted it.
import { type FileHandle, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { ArchiveWriter } from './archive-writer.ts'
import { BackupError } from './error.ts'
import { type FileEntry, filesFolder } from './manifest.ts'

export const filesDir = (dataDir: string): string => path.join(dataDir, 'files')
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const names = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    return names.map((name) => name.split(path.sep).join('/')).sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

export async function addFiles(writer: ArchiveWriter, dataDir: string, signal?: AbortSignal): Promise<FileEntry[]> {
  const added: FileEntry[] = []
  for (const name of await listFiles(filesDir(dataDir))) {
    signal?.throwIfAborted()
    if (!isSafePath(name))
      throw new BackupError(`The file ${JSON.stringify(name)} has a name that can't be archived.`, 'Rename or remove it.')
    const handle = await openIfThere(path.join(filesDir(dataDir), name))
    if (handle === undefined) continue
    try {
      const { storedBytes, sha256 } = await writer.add(`${filesFolder}${name}`, handle.createReadStream({ autoClose: false }))
      added.push({ path: name, bytes: storedBytes, sha256 })
    } finally {
      await handle.close()
    }
  }
  return added
}

/** A path below a folder, in the same words on every system: no way up, nothing absolute, no empty parts, no characters that a terminal or a file system reads as more than text. */
export function isSafePath(name: string): boolean {
  if (name === '' || Buffer.byteLength(name) > 240 || /[\x00-\x1f\x7f\\:]/.test(name)) return false
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

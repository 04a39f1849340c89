// The uploaded files of an archive: written beside their place first, moved there in one step.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '../../ids.ts'
import type { ArchiveReader } from '../archive-reader.ts'
import { exists, syncFolder } from '../archive-writer.ts'
import { BackupError } from '../error.ts'
import { filesDir } from '../files-folder.ts'

export interface PlacedFiles {
  /** Moves the files into place, the old ones aside. */
  place: () => Promise<void>
  /** Puts everything back as it was. */
  undo: () => Promise<void>
  /** Forgets the old files. */
  settle: () => Promise<void>
}

export async function refuseOldFiles(dataDir: string): Promise<void> {
  const entries = await readdir(filesDir(dataDir)).catch(() => [])
  if (entries.length > 0)
    throw new BackupError(
      `The folder ${filesDir(dataDir)} holds files already.`,
      'Restore into an empty DATA_DIR, or move that folder away.',
    )
}

export async function unpackFiles(archive: ArchiveReader, dataDir: string): Promise<PlacedFiles> {
  const final = filesDir(dataDir)
  const id = newId().slice(-8)
  const [made, old] = [`${final}.restoring-${id}`, `${final}.replaced-${id}`]
  // What has been done so far: place() may fail between its two renames.
  let [isOldAside, isPlaced] = [false, false]
  const undo = async () => {
    if (isPlaced) await rm(final, { recursive: true, force: true })
    if (isOldAside) await rename(old, final)
    await rm(made, { recursive: true, force: true })
  }
  try {
    await mkdir(made, { recursive: true, mode: 0o700 })
    for (const { path: name } of archive.manifest.files) {
      const file = path.join(made, ...name.split('/'))
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      const handle = await open(file, 'wx', 0o600)
      try {
        for await (const chunk of archive.uploadedFile(name)) await handle.writeFile(chunk)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
  } catch (error) {
    await undo()
    throw error
  }
  return {
    undo,
    async place() {
      if (await exists(final)) {
        await rename(final, old)
        isOldAside = true
      }
      if (archive.manifest.files.length > 0) {
        await rename(made, final)
        isPlaced = true
      } else await rm(made, { recursive: true, force: true })
      await syncFolder(dataDir)
    },
    settle: () => rm(old, { recursive: true, force: true }),
  }
}

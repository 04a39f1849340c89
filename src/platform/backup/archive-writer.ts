// Writes a tar file whose members' lengths are known only at their end: each header is put in place afterwards. The file gets its name when it is
// complete and on the disk; until then it is called <name>.<random>.partial, and nobody can mistake it for an archive.
import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '../ids.ts'
import { BackupError } from './error.ts'
import { blockBytes, endBytes, paddingOf, tarHeader } from './tar.ts'

export const partialSuffix = '.partial'

export interface Stored {
  storedBytes: number
  sha256: string
}

export class ArchiveWriter {
  readonly #file: string
  readonly #partial: string
  readonly #handle: FileHandle
  readonly #timeMs: number
  #at = 0

  private constructor(file: string, partial: string, handle: FileHandle, timeMs: number) {
    this.#file = file
    this.#partial = partial
    this.#handle = handle
    this.#timeMs = timeMs
  }

  /** Refuses a name that is taken: an archive is never written over. */
  static async create(file: string, now: Date): Promise<ArchiveWriter> {
    if (await exists(file)) throw new BackupError(`${file} is there already.`, 'Choose another name, or move that file away.')
    const partial = `${file}.${newId().slice(-8)}${partialSuffix}`
    try {
      return new ArchiveWriter(file, partial, await open(partial, 'wx', 0o600), now.getTime())
    } catch (cause) {
      throw new BackupError(
        `${file} can't be written: ${(cause as Error).message}.`,
        'Choose a folder that exists and that you may write to.',
        {
          cause,
        },
      )
    }
  }

  async add(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Stored> {
    const headerAt = this.#at
    this.#at += blockBytes
    const sum = createHash('sha256')
    for await (const chunk of content) {
      sum.update(chunk)
      await this.#write(chunk)
    }
    const storedBytes = this.#at - headerAt - blockBytes
    await this.#write(Buffer.alloc(paddingOf(storedBytes)))
    const header = tarHeader({ name, bytes: storedBytes, timeMs: this.#timeMs })
    await this.#handle.write(header, 0, blockBytes, headerAt)
    return { storedBytes, sha256: sum.digest('hex') }
  }

  /** The size of the archive in bytes. */
  async finish(): Promise<number> {
    await this.#write(Buffer.alloc(endBytes))
    await this.#handle.sync()
    await this.#handle.close()
    if (await exists(this.#file)) throw new BackupError(`${this.#file} has appeared meanwhile.`, 'Choose another name.')
    await rename(this.#partial, this.#file)
    await syncFolder(path.dirname(this.#file))
    return this.#at
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
    await rm(this.#partial, { force: true })
  }

  async #write(chunk: Buffer): Promise<void> {
    for (let done = 0; done < chunk.length;) {
      const { bytesWritten } = await this.#handle.write(chunk, done, chunk.length - done, this.#at)
      done += bytesWritten
      this.#at += bytesWritten
    }
  }
}

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

/** A rename is on the disk only when its folder is. Some network drives and memory sticks can't do that. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    await handle.close()
  }
}

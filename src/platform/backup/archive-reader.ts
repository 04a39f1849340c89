// Reads an archive that somebody hands us: nothing in it is believed. Names, sizes, sums and rows are checked, and how much it may unpack to is bounded,
// before a restore writes its first byte.
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { sha256 } from '../ids.ts'
import { BackupError } from './error.ts'
import { isSafePath } from './files-folder.ts'
import {
  filesFolder,
  longestManifestBytes,
  type Manifest,
  manifestName,
  manifestSumName,
  manifestSumText,
  memberOfTable,
  parseManifest,
  secretsName,
  type TableEntry,
} from './manifest.ts'
import { largestRatio } from './pack.ts'
import { RowSum } from './row-sum.ts'
import { blockBytes, endBytes, paddingOf, readTarHeader } from './tar.ts'

interface Member {
  at: number
  bytes: number
}

const freeBytes = 1024 * 1024
const chunkBytes = 128 * 1024
const mostMembers = 500_000
const longestSecretsBytes = 200_000

const again = 'Take another copy of the archive.'
const damaged = (what: string) => new BackupError(`The archive is damaged: ${what}.`, again)
const foreign = (what: string) => new BackupError(`The archive is not to be trusted: ${what}.`, 'Do not restore it.')

export class ArchiveReader {
  readonly file: string
  readonly manifest: Manifest
  readonly manifestSha256: string
  readonly #handle: FileHandle
  readonly #members: Map<string, Member>

  private constructor(file: string, handle: FileHandle, members: Map<string, Member>, manifestText: string) {
    this.file = file
    this.#handle = handle
    this.#members = members
    this.manifest = parseManifest(manifestText)
    this.manifestSha256 = sha256(manifestText)
  }

  /** Reads the headers and the manifest, and compares the two. */
  static async open(file: string): Promise<ArchiveReader> {
    let handle: FileHandle
    try {
      handle = await open(file, 'r')
    } catch (cause) {
      throw new BackupError(`${file} can't be read: ${(cause as Error).message}.`, 'Name the file that `attune backup` wrote.', { cause })
    }
    try {
      const members = await readMembers(handle)
      const manifest = members.get(manifestName)
      if (manifest === undefined) throw damaged('it has no manifest, so it was cut off or is no backup of Attune')
      if (manifest.bytes > longestManifestBytes) throw foreign('its manifest is too large')
      const archive = new ArchiveReader(file, handle, members, (await readAll(handle, manifest)).toString('utf8'))
      archive.#compare()
      const sum = (await readAll(handle, archive.#member(manifestSumName))).toString('utf8')
      if (sum !== manifestSumText(archive.manifestSha256)) throw damaged('its manifest is not the one that was written')
      return archive
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  /** Reads everything once: sums, sizes, number of rows and columns. */
  async check(signal?: AbortSignal, onTable?: (name: string) => void): Promise<void> {
    for (const table of this.manifest.tables) {
      signal?.throwIfAborted()
      onTable?.(table.name)
      await this.#checkTable(table)
    }
    for (const file of this.manifest.files) {
      signal?.throwIfAborted()
      const sum = createHash('sha256')
      for await (const chunk of this.uploadedFile(file.path)) sum.update(chunk)
      if (sum.digest('hex') !== file.sha256) throw damaged(`the file ${file.path} is not the one that was backed up`)
    }
  }

  /** The unpacked rows of a table, never more than the manifest says. */
  async *table(entry: TableEntry, onPacked?: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
    const gunzip = createGunzip({ chunkSize: 128 * 1024 })
    // Faults of either side reach the reader below; this one has nothing to add.
    pipeline(this.#read(this.#member(memberOfTable(entry.name)), onPacked), gunzip, () => undefined)
    let bytes = 0
    try {
      for await (const chunk of gunzip) {
        bytes += chunk.length
        if (bytes > entry.bytes) throw foreign(`the table ${entry.name} unpacks to more than it says`)
        yield chunk
      }
    } catch (error) {
      if (error instanceof BackupError) throw error
      throw damaged(`the table ${entry.name} can't be unpacked (${(error as Error).message})`)
    }
  }

  uploadedFile(path: string): AsyncIterable<Buffer> {
    return this.#read(this.#member(filesFolder + path))
  }

  async secretsBox(): Promise<string> {
    const member = this.#member(secretsName)
    if (member.bytes > longestSecretsBytes) throw foreign('its secrets are too large')
    return (await readAll(this.#handle, member)).toString('utf8')
  }

  async #checkTable(entry: TableEntry): Promise<void> {
    const tabs = entry.columns.length - 1
    const sum = new RowSum((row) => {
      if (countTabs(row) !== tabs) throw damaged(`a row of ${entry.name} has the wrong number of values`)
    })
    const packedSum = createHash('sha256')
    for await (const chunk of this.table(entry, (packed) => packedSum.update(packed))) sum.add(chunk)
    if (packedSum.digest('hex') !== entry.sha256) throw damaged(`the table ${entry.name} is not the one that was backed up`)
    if (sum.rows !== entry.rows || sum.bytes !== entry.bytes || sum.digest() !== entry.checksum)
      throw damaged(`the rows of ${entry.name} are not those that the manifest counts`)
  }

  #member(name: string): Member {
    const member = this.#members.get(name)
    if (member === undefined) throw damaged(`${name} is missing`)
    return member
  }

  async *#read({ at, bytes }: Member, onChunk?: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
    for (let done = 0; done < bytes;) {
      const chunk = await readAt(this.#handle, at + done, Math.min(chunkBytes, bytes - done))
      onChunk?.(chunk)
      yield chunk
      done += chunk.length
    }
  }

  /** Members and manifest name the same things, of the same sizes. */
  #compare(): void {
    const { tables, files, secrets } = this.manifest
    const expected = new Map<string, number | undefined>([
      [manifestName, undefined],
      [manifestSumName, manifestSumText(this.manifestSha256).length],
    ])
    const expect = (name: string, bytes?: number) => {
      if (expected.has(name)) throw foreign(`${name} is listed twice`)
      expected.set(name, bytes)
    }
    if (secrets === 'encrypted') expect(secretsName)
    for (const { name, bytes, storedBytes } of tables) {
      expect(memberOfTable(name), storedBytes)
      if (bytes > largestRatio * storedBytes + freeBytes)
        throw foreign(`the table ${name} would unpack to ${bytes} bytes from ${storedBytes}`)
    }
    for (const { path, bytes } of files) {
      if (!isSafePath(path)) throw foreign(`a file would be written outside its folder: ${JSON.stringify(path)}`)
      expect(filesFolder + path, bytes)
    }
    for (const [name, bytes] of expected) {
      const member = this.#member(name)
      if (bytes !== undefined && member.bytes !== bytes) throw damaged(`${name} has ${member.bytes} bytes instead of ${bytes}`)
    }
    for (const name of this.#members.keys())
      if (!expected.has(name)) throw foreign(`it holds ${JSON.stringify(name)}, which its manifest does not list`)
  }
}

function countTabs(row: Buffer): number {
  let tabs = 0
  for (let at = row.indexOf(9); at !== -1; at = row.indexOf(9, at + 1)) tabs++
  return tabs
}

async function readAt(handle: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  for (let done = 0; done < bytes;) {
    const { bytesRead } = await handle.read(buffer, done, bytes - done, at + done)
    if (bytesRead === 0) throw damaged('it ends too early')
    done += bytesRead
  }
  return buffer
}

const readAll = (handle: FileHandle, { at, bytes }: Member): Promise<Buffer> => readAt(handle, at, bytes)

async function readMembers(handle: FileHandle): Promise<Map<string, Member>> {
  const { size } = await handle.stat()
  const members = new Map<string, Member>()
  for (let at = 0; ;) {
    if (at + blockBytes > size) throw damaged('it ends too early')
    const header = readTarHeader(await readAt(handle, at, blockBytes))
    if (header === undefined) {
      if (size - at !== endBytes) throw damaged('something follows its end, or its end is missing')
      return members
    }
    const { name, bytes } = header
    if (!isSafePath(name)) throw foreign(`it holds the path ${JSON.stringify(name)}`)
    if (members.has(name)) throw foreign(`it holds ${JSON.stringify(name)} twice`)
    if (members.size >= mostMembers) throw foreign('it has too many members')
    members.set(name, { at: at + blockBytes, bytes })
    at += blockBytes + bytes + paddingOf(bytes)
  }
}

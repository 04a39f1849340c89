// Takes an archive apart and puts it together again, as somebody would who wants a restore to do what it should not.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Manifest, manifestName, manifestSumName, manifestSumText } from '#platform/backup/manifest.ts'
import { blockBytes, endBytes, paddingOf, readTarHeader, tarHeader } from '#platform/backup/tar.ts'
import { sha256 } from '#platform/ids.ts'
import { folder } from './specimen.ts'

export interface Member {
  name: string
  content: Buffer
  /** The tar type; '0' is a plain file. */
  type?: string
}

export function readMembers(file: string): Member[] {
  const bytes = readFileSync(path.join(folder, file))
  const members: Member[] = []
  for (let at = 0; ;) {
    const header = readTarHeader(bytes.subarray(at, at + blockBytes))
    if (header === undefined) return members
    at += blockBytes
    members.push({ name: header.name, content: bytes.subarray(at, at + header.bytes) })
    at += header.bytes + paddingOf(header.bytes)
  }
}

function headerOf({ name, content, type = '0' }: Member): Buffer {
  const block = tarHeader({ name, bytes: content.length, timeMs: 0 })
  block.write(type, 156, 'latin1')
  block.fill(' ', 148, 156)
  block.write(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
    'latin1',
  )
  return block
}

export function writeMembers(file: string, members: readonly Member[]): void {
  const blocks = members.flatMap((member) => [headerOf(member), member.content, Buffer.alloc(paddingOf(member.content.length))])
  writeFileSync(path.join(folder, file), Buffer.concat([...blocks, Buffer.alloc(endBytes)]))
}

/** Writes `to`: the archive `from`, changed. The manifest gets a sum that fits. */
export function forge(from: string, to: string, change: (manifest: Manifest, members: Member[]) => void): void {
  const members = readMembers(from)
  const find = (name: string) => members.find((member) => member.name === name)!
  const manifest = JSON.parse(find(manifestName).content.toString()) as Manifest
  change(manifest, members)
  const text = JSON.stringify(manifest)
  find(manifestName).content = Buffer.from(text)
  find(manifestSumName).content = Buffer.from(manifestSumText(sha256(text)))
  writeMembers(to, members)
}

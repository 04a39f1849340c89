// Headers of the tar format (POSIX ustar), so that anybody can open an archive with the tools at hand. Plain files only: a link or a device is refused.
import { BackupError } from './error.ts'

export const blockBytes = 512
export const endBytes = 2 * blockBytes
const octalLimit = 8 ** 11
const field = { name: [0, 100], mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12], time: [136, 12], sum: [148, 8] } as const
const prefixField = [345, 155] as const

/** Bytes that fill the last block of a member. */
export const paddingOf = (bytes: number): number => (blockBytes - (bytes % blockBytes)) % blockBytes

function splitName(name: string): { name: string; prefix: string } {
  if (Buffer.byteLength(name) <= field.name[1]) return { name, prefix: '' }
  for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
    const [prefix, rest] = [name.slice(0, slash), name.slice(slash + 1)]
    if (Buffer.byteLength(prefix) <= prefixField[1] && rest !== '' && Buffer.byteLength(rest) <= field.name[1])
      return { name: rest, prefix }
  }
  throw new BackupError(`The path ${name} is too long for an archive.`, 'Give that file a shorter name.')
}

function checksumOf(block: Buffer): number {
  let sum = 8 * 32
  for (let i = 0; i < blockBytes; i++) if (i < field.sum[0] || i >= field.sum[0] + field.sum[1]) sum += block[i]!
  return sum
}

/** One block. `timeMs` is when the member was made, in milliseconds of the epoch. */
export function tarHeader(member: { name: string; bytes: number; timeMs: number }): Buffer {
  const block = Buffer.alloc(blockBytes)
  const { name, prefix } = splitName(member.name)
  const octal = ([at, length]: readonly [number, number], value: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1')
  block.write(name, field.name[0])
  octal(field.mode, 0o600)
  octal(field.uid, 0)
  octal(field.gid, 0)
  octal(field.time, Math.floor(member.timeMs / 1000))
  block.write('0', 156, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  block.write(prefix, prefixField[0])
  if (member.bytes < octalLimit) octal(field.size, member.bytes)
  else {
    // From 8 GiB on as a binary number, as GNU tar and bsdtar write and read it.
    block[field.size[0]] = 0x80
    block.writeBigUInt64BE(BigInt(member.bytes), field.size[0] + 4)
  }
  block.write(`${checksumOf(block).toString(8).padStart(6, '0')}\0 `, field.sum[0], 'latin1')
  return block
}

const damaged = () => new BackupError("The archive is damaged: a header can't be read.", 'Take another copy of the archive.')

/** Name and size of a member; undefined for the block of zeros that ends an archive. */
export function readTarHeader(block: Buffer): { name: string; bytes: number } | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  const text = ([at, length]: readonly [number, number]) => {
    const end = block.indexOf(0, at)
    return block.toString('utf8', at, end >= at && end < at + length ? end : at + length)
  }
  const octal = (at: readonly [number, number]) => (/^[0-7]{1,11}$/.test(text(at).trim()) ? Number.parseInt(text(at), 8) : Number.NaN)
  if (text([257, 5]) !== 'ustar' || octal(field.sum) !== checksumOf(block)) throw damaged()
  const [name, prefix] = [text(field.name), text(prefixField)]
  const path = prefix === '' ? name : `${prefix}/${name}`
  if (block[156] !== 48)
    throw new BackupError(`The archive holds something that is no plain file: ${path}.`, 'It was not made by Attune: do not restore it.')
  const bytes = block[field.size[0]] === 0x80 ? Number(block.readBigUInt64BE(field.size[0] + 4)) : octal(field.size)
  if (!Number.isSafeInteger(bytes)) throw damaged()
  return { name: path, bytes }
}

// A ZIP archive (PKWARE APPNOTE 4.3) of plain files: every office computer opens one. No encryption, no ZIP64: a pack has some hundred kilobytes.
import { crc32, deflateRawSync } from 'node:zlib'

const utf8Names = 0x0800
const deflated = 8
/** 1 January 1980: the same files are the same bytes, whenever they are asked for. */
const noDate = 0x21

export function zipOf(files: ReadonlyMap<string, string>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const [file, data] = [Buffer.from(name), Buffer.from(text)]
    const packed = deflateRawSync(data)
    // Version, flags, method, time, date, checksum, sizes, length of the name, no extra field: the same in both places.
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(utf8Names, 2)
    facts.writeUInt16LE(deflated, 4)
    facts.writeUInt16LE(noDate, 8)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(file.length, 22)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), facts, file, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, rest, file)
    offset += 30 + file.length + packed.length
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

// Files are kept packed.
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'

export const pack: (bytes: Uint8Array | string) => Promise<Buffer> = promisify(gzip)
export const unpack: (bytes: Uint8Array) => Promise<Buffer> = promisify(gunzip)

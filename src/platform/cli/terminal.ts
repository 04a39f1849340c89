// The process's own three streams. stdout and stderr are written at once, also to pipes, so that leaving right afterwards loses nothing.
import type { Terminal } from './dispatch.ts'

const limitBytes = 1_000_000

export const terminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  async readStdin() {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of process.stdin as AsyncIterable<Buffer>) {
      size += part.length
      if (size > limitBytes) throw new Error('standard input is longer than 1 MB')
      parts.push(part)
    }
    return Buffer.concat(parts).toString('utf8')
  },
}

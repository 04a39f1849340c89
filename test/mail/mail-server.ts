// A real SMTP server on loopback that keeps what it took and can be told to refuse.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'

export interface Delivery {
  from: string
  to: string[]
  user: string | undefined
  isEncrypted: boolean
  source: string
}

export const reply = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

export async function startMailServer(
  options: SMTPServerOptions = {},
): Promise<{ port: number; deliveries: Delivery[]; connections: () => number; close: () => Promise<void> }> {
  const deliveries: Delivery[] = []
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    // Tests that need them say so.
    disabledCommands: ['AUTH', 'STARTTLS'],
    onConnect: (_, done) => {
      connections += 1
      done()
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        deliveries.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: session.user === undefined ? undefined : String(session.user),
          isEncrypted: session.secure,
          source: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
    ...options,
  })
  // A client that distrusts the certificate hangs up; that is what is tested, not an error of the server.
  server.on('error', () => {})
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    deliveries,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const decodeWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('latin1')
        : word.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )

interface Part {
  headers: Map<string, string>
  body: string
}

function readPart(source: string): Part {
  const at = source.indexOf('\r\n\r\n')
  const headers = new Map(
    source
      .slice(0, at)
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        Buffer.from(decodeWords(line.slice(line.indexOf(':') + 1).trim()), 'latin1').toString('utf8'),
      ]),
  )
  const body = source.slice(at + 4)
  const encoding = headers.get('content-transfer-encoding')
  if (encoding === 'base64') return { headers, body: Buffer.from(body, 'base64').toString('utf8') }
  if (encoding !== 'quoted-printable') return { headers, body }
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return { headers, body: Buffer.from(bytes, 'latin1').toString('utf8') }
}

/** Headers by lower-case name, decoded, and the two bodies of multipart/alternative. */
export function readMail(source: string): { headers: Map<string, string>; text: string; html: string } {
  const { headers, body } = readPart(source)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? ''
  const parts = body.split(`--${boundary}`).map((part) => readPart(part.replace(/^\r\n/, '')))
  const find = (type: string): string => parts.find((part) => part.headers.get('content-type')?.startsWith(type))?.body ?? ''
  return { headers, text: find('text/plain'), html: find('text/html') }
}

// A small load generator: keep-alive connections over plain sockets, one request at a time on each, so that it takes little of the machine itself.
import { connect, type Socket } from 'node:net'

export interface Load {
  rate: number
  waitsMs: number[]
  /** Answers that were not 200, 201 or, after a form, 303. */
  failed: number
  firstFailure: string
}
export interface Question {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

const textOf = ({ method, path, headers, body }: Question): string => {
  const lines = Object.entries({ ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) })
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body ?? ''}`
}

/** Resolves with the status once the whole answer is there. Both servers send a content-length. */
function ask(socket: Socket, text: string): Promise<{ status: number; head: string }> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0)
    const done = (work: () => void) => {
      socket.off('data', onData).off('error', onEnd).off('close', onEnd)
      work()
    }
    const onEnd = (error?: Error | boolean) => done(() => reject(error instanceof Error ? error : new Error('the connection was closed')))
    const onData = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = received.toString('latin1', 0, end)
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (received.length >= end + 4 + length)
        done(() => resolve({ status: Number(head.slice(9, 12)), head: received.toString('utf8', 0, 400) }))
    }
    socket.on('data', onData).on('error', onEnd).on('close', onEnd)
    socket.write(text)
  })
}

/** Asks for some seconds on all connections, or until so many were asked. */
export async function load(
  port: number,
  question: (count: number) => Question,
  { connections = 16, seconds = 2, most = Infinity } = {},
): Promise<Load> {
  const sockets = Array.from({ length: connections }, () => connect(port, '127.0.0.1').setNoDelay(true))
  const waitsMs: number[] = []
  let [failed, count, firstFailure] = [0, 0, '']
  const startedMs = performance.now()
  const endMs = startedMs + seconds * 1000
  try {
    await Promise.all(
      sockets.map(async (socket) => {
        while (performance.now() < endMs && count < most) {
          const text = textOf(question(count++))
          const beganMs = performance.now()
          const { status, head } = await ask(socket, text)
          waitsMs.push(performance.now() - beganMs)
          if (status !== 200 && status !== 201 && status !== 303) {
            failed++
            firstFailure ||= head
          }
        }
      }),
    )
    return { rate: (waitsMs.length / (performance.now() - startedMs)) * 1000, waitsMs, failed, firstFailure }
  } finally {
    for (const socket of sockets) socket.destroy()
  }
}

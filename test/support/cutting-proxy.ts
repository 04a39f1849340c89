// A network that breaks off: passes bytes on, and cuts connections at moments that a seed chooses. Either the server has half a request, or it has all of it, has
// answered, and the phone never hears so.
import net from 'node:net'
import { after } from 'node:test'

/** The same every time. 0 to below 1. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

export interface CuttingProxy {
  address: string
  cuts: { inRequest: number; beforeAnswer: number }
  /** From now on nothing is cut any more. */
  mend(): void
}

const cutShare = 0.1

export async function cuttingProxy(target: string, random: () => number): Promise<CuttingProxy> {
  const cuts = { inRequest: 0, beforeAnswer: 0 }
  let isMended = false
  const sockets = new Set<net.Socket>()
  const isCut = () => !isMended && random() < cutShare
  const proxy = net.createServer((phone) => {
    const server = net.connect(Number(new URL(target).port), '127.0.0.1')
    for (const socket of [phone, server]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    const cut = (kind: keyof typeof cuts) => {
      cuts[kind]++
      phone.destroy()
      server.destroy()
    }
    phone.on('data', (bytes) => {
      if (!isCut()) return server.write(bytes)
      server.write(bytes.subarray(0, Math.floor(bytes.length / 2)))
      return cut('inRequest')
    })
    // What answers has committed.
    server.on('data', (bytes) => (isCut() ? cut('beforeAnswer') : phone.write(bytes)))
    phone.on('close', () => server.destroy())
    server.on('close', () => phone.destroy())
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  after(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return { address: `http://127.0.0.1:${(proxy.address() as net.AddressInfo).port}`, cuts, mend: () => void (isMended = true) }
}

// The few words of SMTP that a sender needs, on loopback, for tests that send letters by the thousand: smtp-server greets each connection a tenth of a second late.
import { type AddressInfo, createServer } from 'node:net'

export interface QuickMailServer {
  port: number
  close(): Promise<void>
}
/** `isDown`: recipients are asked to come again later. `onLetter` has headers and body as they were sent. */
export async function startQuickMailServer({
  isDown,
  onLetter,
}: {
  isDown: () => boolean
  onLetter: (to: string, source: string) => void
}): Promise<QuickMailServer> {
  const server = createServer((socket) => {
    let [text, to, isData] = ['', '', false]
    const say = (line: string) => socket.write(`${line}\r\n`)
    const hear = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'RCPT') to = /<([^>]+)>/.exec(line)?.[1] ?? ''
      if (verb === 'DATA') isData = true
      if (verb === 'RCPT' && isDown()) say('451 4.3.0 later')
      else if (verb === 'DATA') say('354 go on')
      else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else say('250 yes')
    }
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      for (;;) {
        const end = isData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n')
        if (end < 0) return
        const part = text.slice(0, end)
        text = text.slice(end + (isData ? 5 : 2))
        if (!isData) {
          hear(part)
          continue
        }
        isData = false
        onLetter(to, part)
        say('250 taken')
      }
    })
    say('220 quick')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

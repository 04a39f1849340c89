// Letters in a real SMTP conversation: what arrives, what is refused, what is tried again, and whom a password is shown to.
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { SMTPServerOptions } from 'smtp-server'
import { createMailer, MailError } from '#platform/mail/mailer.ts'
import type { MailTrouble, OutgoingMail } from '#platform/mail/mailer.ts'
import { renderMail } from '#platform/mail/render.ts'
import { certificate, privateKey } from './certificate.ts'
import { readMail, reply, startMailServer } from './mail-server.ts'

const from = 'Hollin Parcel <attune@hollin-parcel.example>'
const letter = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: '0199a5c0-0000-7000-8000-000000000001',
  to: { name: 'Marta Kovač', address: 'marta@example.org' },
  subject: 'Hollin Parcel: set up your sign-in',
  text: 'Hello Marta\n',
  html: '<p>Hello Marta</p>',
  language: 'en',
  writtenAt: new Date('2026-11-22T10:00:00Z'),
  ...changes,
})
const troubled = (trouble: MailTrouble) => (error: unknown) => error instanceof MailError && error.trouble === trouble

async function open(
  t: TestContext,
  options: SMTPServerOptions = {},
  address = (port: number) => `smtp://127.0.0.1:${port}`,
  trusts?: string[],
) {
  const server = await startMailServer(options)
  t.after(server.close)
  return { ...server, mailer: createMailer({ smtpUrl: address(server.port), from, certificateAuthorities: trusts, waitMs: 3000 }) }
}

test('a letter arrives with its names, its date and a Message-ID made from its id', async (t) => {
  const { mailer, deliveries } = await open(t)
  assert.equal(await mailer.send(letter()), 'sent')
  const [delivery] = deliveries
  assert.deepEqual([delivery!.from, delivery!.to], ['attune@hollin-parcel.example', ['marta@example.org']])
  const { headers, text, html } = readMail(delivery!.source)
  assert.equal(headers.get('to'), 'Marta Kovač <marta@example.org>')
  assert.equal(headers.get('from'), from)
  assert.equal(headers.get('message-id'), '<0199a5c0-0000-7000-8000-000000000001@hollin-parcel.example>')
  assert.equal(headers.get('date'), 'Sun, 22 Nov 2026 10:00:00 +0000')
  assert.equal(headers.get('auto-submitted'), 'auto-generated')
  assert.equal(headers.get('content-language'), 'en')
  assert.equal(headers.has('x-mailer'), false)
  assert.deepEqual([text.trim(), html.trim()], ['Hello Marta', '<p>Hello Marta</p>'])
})

test('an Arabic letter arrives letter by letter, from right to left', async (t) => {
  const { mailer, deliveries } = await open(t)
  const organisation = { name: 'هولين للطرود', mantra: 'كلُّ طردٍ وعدٌ لمن ينتظره، ووعدٌ لبعضنا.', timeZone: 'Asia/Riyadh' }
  const written = renderMail(
    'invitation',
    { organisation, name: 'سمير حداد', link: 'https://attune.example/i#abc', until: new Date('2026-12-01T12:00:00Z') },
    'ar',
  )
  assert.equal(await mailer.send(letter({ ...written, to: { name: 'سمير حداد', address: 'samir@example.org' }, language: 'ar' })), 'sent')
  const { headers, text, html } = readMail(deliveries[0]!.source)
  assert.equal(headers.get('subject'), written.subject)
  assert.equal(headers.get('to'), 'سمير حداد <samir@example.org>')
  assert.equal(text.replaceAll('\r\n', '\n').trim(), written.text.trim())
  assert.ok(html.includes('<html lang="ar" dir="rtl">') && html.includes(organisation.mantra))
  assert.match(text, /١ ديسمبر ٢٠٢٦/)
})

test('user and password are given through encryption, also with letters that addresses escape', async (t) => {
  const signedIn: string[] = []
  const onAuth: SMTPServerOptions['onAuth'] = (auth, session, done) => {
    signedIn.push(`${auth.username} ${auth.password} ${session.secure}`)
    done(null, { user: auth.username })
  }
  const { mailer, deliveries } = await open(
    t,
    { disabledCommands: [], authOptional: false, key: privateKey, cert: certificate, onAuth },
    (port) => `smtp://post%40hollin:p%2Fä%23ss@localhost:${port}`,
    [certificate],
  )
  assert.equal(await mailer.send(letter()), 'sent')
  assert.deepEqual(signedIn, ['post@hollin p/ä#ss true'])
  assert.deepEqual([deliveries[0]!.isEncrypted, deliveries[0]!.user], [true, 'post@hollin'])
})

test('a wrong password is a matter of settings: the letter is kept', async (t) => {
  const { mailer } = await open(
    t,
    {
      disabledCommands: [],
      authOptional: false,
      key: privateKey,
      cert: certificate,
      onAuth: (_, __, done) => done(reply(535, '5.7.8 no')),
    },
    (port) => `smtp://user:wrong@localhost:${port}`,
    [certificate],
  )
  await assert.rejects(mailer.send(letter()), troubled('sign-in-refused'))
})

test('a server that demands a sign-in is not taken for one that refuses the letter', async (t) => {
  const { mailer } = await open(t, { authOptional: false, disabledCommands: ['STARTTLS'], allowInsecureAuth: true })
  await assert.rejects(mailer.send(letter()), troubled('sign-in-refused'))
})

test('STARTTLS with a certificate that nobody vouches for sends nothing; with its authority trusted it sends', async (t) => {
  const options = { disabledCommands: ['AUTH'], key: privateKey, cert: certificate }
  const distrusting = await open(t, options, (port) => `smtp://localhost:${port}`)
  await assert.rejects(distrusting.mailer.send(letter()), troubled('not-trusted'))
  assert.equal(distrusting.deliveries.length, 0)
  const trusting = await open(t, options, (port) => `smtp://localhost:${port}`, [certificate])
  assert.equal(await trusting.mailer.send(letter()), 'sent')
  assert.equal(trusting.deliveries[0]!.isEncrypted, true)
})

test('smtps checks the certificate in the same way', async (t) => {
  const options = { secure: true, disabledCommands: ['AUTH'], key: privateKey, cert: certificate }
  const distrusting = await open(t, options, (port) => `smtps://localhost:${port}`)
  await assert.rejects(distrusting.mailer.send(letter()), troubled('not-trusted'))
  const trusting = await open(t, options, (port) => `smtps://localhost:${port}`, [certificate])
  assert.equal(await trusting.mailer.send(letter()), 'sent')
})

test('a password never leaves for a server on the network that offers no encryption', async (t) => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((network) => network !== undefined && !network.internal && network.family === 'IPv4')?.address
  if (outside === undefined) return t.skip('this machine has no address but loopback')
  const heard: string[] = []
  const server = createServer((socket) => {
    socket.write('220 mail ready\r\n')
    socket.on('data', (data) => {
      heard.push(data.toString())
      socket.write(/^EHLO/i.test(data.toString()) ? '250-mail\r\n250 AUTH PLAIN LOGIN\r\n' : '502 no\r\n')
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => {
    server.listen(0, outside, resolve)
  })
  t.after(() => server.close())
  const mailer = createMailer({ smtpUrl: `smtp://user:secret@${outside}:${(server.address() as AddressInfo).port}`, from, waitMs: 3000 })
  await assert.rejects(mailer.send(letter()), troubled('not-encrypted'))
  assert.doesNotMatch(heard.join(''), /AUTH|secret|MAIL FROM/)
  assert.match(heard.join(''), /STARTTLS/)
})

test('a greylisting server is asked again, and both tries carry one Message-ID', async (t) => {
  const tries: string[] = []
  const { mailer, deliveries } = await open(t, {
    onRcptTo: ({ address }, _, done) => {
      tries.push(address)
      done(tries.length === 1 ? reply(451, '4.7.1 Greylisted, come back later') : null)
    },
  })
  await assert.rejects(
    mailer.send(letter()),
    (error) => error instanceof MailError && error.trouble === 'later' && error.reply === '451 4.7.1',
  )
  assert.equal(await mailer.send(letter()), 'sent')
  assert.equal(readMail(deliveries[0]!.source).headers.get('message-id'), '<0199a5c0-0000-7000-8000-000000000001@hollin-parcel.example>')
})

for (const [what, options, outcome] of [
  [
    'an unknown recipient',
    { onRcptTo: (_: unknown, __: unknown, done: (error?: Error) => void) => done(reply(550, '5.1.1 marta@example.org unknown')) },
    'refused',
  ],
  ['a full mailbox', { onRcptTo: (_: unknown, __: unknown, done: (error?: Error) => void) => done(reply(452, '4.2.2 full')) }, 'later'],
  [
    'a sender it does not accept',
    { onMailFrom: (_: unknown, __: unknown, done: (error?: Error) => void) => done(reply(550, '5.7.1 not yours')) },
    'sender-refused',
  ],
  [
    'a sender it does not accept yet',
    { onMailFrom: (_: unknown, __: unknown, done: (error?: Error) => void) => done(reply(450, '4.7.1 wait')) },
    'later',
  ],
  ['a greeting of 421', { onConnect: (_: unknown, done: (error?: Error) => void) => done(reply(421, 'too busy')) }, 'later'],
  [
    'contents it does not accept',
    {
      onData: (stream: NodeJS.ReadableStream, _: unknown, done: (error?: Error) => void) =>
        stream.resume().on('end', () => done(reply(554, '5.6.0 no'))),
    },
    'refused',
  ],
  [
    'contents it can not take now',
    {
      onData: (stream: NodeJS.ReadableStream, _: unknown, done: (error?: Error) => void) =>
        stream.resume().on('end', () => done(reply(451, '4.3.0 disk'))),
    },
    'later',
  ],
] as const) {
  test(`${what} means ${outcome}, and the error gives no address away`, async (t) => {
    const { mailer } = await open(t, options)
    if (outcome === 'refused') return assert.equal(await mailer.send(letter()), 'refused')
    await assert.rejects(mailer.send(letter()), (error) => troubled(outcome)(error) && !String(error).includes('@'))
  })
}

test('a machine where no mail server listens is unreachable', async (t) => {
  const { port, close, mailer } = await open(t)
  await close()
  assert.ok(port > 0)
  await assert.rejects(mailer.send(letter()), troubled('unreachable'))
})

async function slowServer(t: TestContext, serve: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    serve(socket)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  t.after(() => server.close())
  return (server.address() as AddressInfo).port
}

test('a server that says nothing is left after the wait, one that drips after the time for a letter', async (t) => {
  const silent = await slowServer(t, () => {})
  await assert.rejects(createMailer({ smtpUrl: `smtp://127.0.0.1:${silent}`, from, waitMs: 100 }).send(letter()), troubled('too-slow'))
  const dripping = await slowServer(t, (socket) => {
    const drip = setInterval(() => socket.write('2'), 20)
    socket.on('close', () => clearInterval(drip))
  })
  await assert.rejects(
    createMailer({ smtpUrl: `smtp://127.0.0.1:${dripping}`, from, waitMs: 10_000, letterMs: 300 }).send(letter()),
    troubled('too-slow'),
  )
})

test('a letter that would write headers of its own never reaches the server', async (t) => {
  const { mailer, connections } = await open(t)
  const bad: Partial<OutgoingMail>[] = [
    { subject: 'Hello\r\nBcc: everyone@example.org' },
    { subject: 'Hello\nX: y' },
    { subject: 'Hello\u0000' },
    { subject: 'Hello\uD800' },
    { to: { name: 'Marta\r\nBcc: everyone@example.org', address: 'marta@example.org' } },
    { to: { address: 'marta@example.org\r\nRCPT TO:<everyone@example.org>' } },
    { to: { address: 'marta@example.org, everyone@example.org' } },
    { to: { address: 'Marta <marta@example.org>' } },
    { to: { address: 'marta@example.org>\u202E' } },
    { to: { address: '@example.org' } },
    { to: { address: 'marta' } },
    { to: { address: 'marta@example..org' } },
    { to: { address: `${'m'.repeat(300)}@example.org` } },
    { id: 'a>\r\nBcc: x' },
    { language: 'en\r\nBcc: x' },
  ]
  for (const changes of bad) assert.equal(await mailer.send(letter(changes)), 'refused', JSON.stringify(changes))
  assert.equal(connections(), 0)
  assert.equal(await mailer.send(letter()), 'sent', 'and a good one does')
})

test('a sender or a server that can not be used is said at the start', () => {
  for (const sender of ['', 'Attune', 'a@b, c@d', 'A <a@b>\r\nBcc: c@d'])
    assert.throws(() => createMailer({ smtpUrl: 'smtp://localhost', from: sender }), /MAIL_FROM/)
  assert.throws(() => createMailer({ smtpUrl: 'not an address', from }))
})

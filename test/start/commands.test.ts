// One-off commands: the frame with invented commands, then the real program.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, CommandRefused, defineCommand, type Provided, WrongUsage } from '#platform/cli/command.ts'
import { dispatch } from '#platform/cli/dispatch.ts'
import { masked } from '#platform/cli/doctor/settings.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { attune, npmStart, processesNaming, temporaryFolder, until } from './program.ts'

const greet = defineCommand({
  name: 'guest greet',
  summary: 'Greet a guest.',
  options: {
    name: { type: 'string', description: 'Who comes.', isRequired: true, placeholder: 'NAME' },
    loud: { type: 'boolean', description: 'Louder.', short: 'l' },
    gift: { type: 'string', description: 'What for.', isMultiple: true },
    'secret-stdin': { type: 'stdin', description: 'A secret, read from standard input.' },
  },
  needs: 'nothing',
  async run(_provided, options) {
    if (options.name === 'Nobody') throw new CommandRefused('Nobody is no guest.', 'Ask for a name.')
    if (options.name === 'Twice') throw new WrongUsage('once is enough')
    if (options.name === 'Bad') throw new Problem(problems.invalidInput, { errors: [{ pointer: '/name', detail: 'is bad' }] })
    if (options.name === 'Broken') throw new TypeError('a fault of ours')
    return { name: options.name, isLoud: options.loud, gifts: options.gift, secret: options['secret-stdin'] }
  },
})
const check = defineCommand({
  name: 'check',
  summary: 'Check.',
  positionals: [{ name: 'file', description: 'What to check.', isRequired: true }],
  needs: 'nothing',
  run: async (_provided, _options, io) => ({ file: io.positionals[0], isGood: false }),
  describe: ({ file }) => `${file} is bad`,
  exitStatus: ({ isGood }) => (isGood ? 0 : 1),
})

async function run(words: string[], stdin = ''): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text), readStdin: async () => stdin }
  const provide = async <N extends keyof Provided>(_needs: N, _command: Command) => undefined as Provided[N]
  const status = await dispatch(words, { commands: [greet, check], terminal, signal: new AbortController().signal, provide })
  return { status, out, err }
}

test('options reach the command typed as declared, and secrets come from standard input', async () => {
  const { status, out } = await run(
    ['guest', 'greet', '--name', 'Ann', '-l', '--gift', 'a', '--gift', 'b', '--secret-stdin', '--json'],
    'päss \n',
  )
  assert.equal(status, 0)
  assert.deepEqual(JSON.parse(out), { name: 'Ann', isLoud: true, gifts: ['a', 'b'], secret: 'päss ' })
})

test('without --json the result is text', async () => {
  assert.equal((await run(['guest', 'greet', '--name', 'Ann'])).out, 'name: Ann\nis loud: false\ngifts: none')
})

test('help is shown for all commands, for a group and for one', async () => {
  for (const words of [['--help'], ['help'], []]) assert.match((await run(words)).out, /guest greet {2}Greet a guest\.[\s\S]*Exit status/)
  assert.match((await run(['guest', '--help'])).out, /guest greet/)
  const one = await run(['guest', 'greet', '--help'])
  assert.match(one.out, /--name NAME +Who comes\. \(required\)[\s\S]*--gift TEXT[\s\S]*--json/)
  assert.equal(one.status, 0)
  assert.match((await run(['check', '-h'])).out, /check <file>/)
  assert.equal(JSON.parse((await run(['guest', 'greet', '--help', '--json'])).out).name, 'guest greet')
})

const wrong: [string, string[], RegExp][] = [
  ['an unknown command', ['dance'], /There is no command dance/],
  ['a group without its second word', ['guest'], /guest what/],
  ['an unknown option', ['guest', 'greet', '--size', '3'], /Unknown option '--size'/],
  ['a missing option', ['guest', 'greet'], /--name is missing/],
  ['an option without its value', ['guest', 'greet', '--name'], /--name/],
  ['a word too many', ['check', 'a', 'b'], /"b" is one word too many/],
  ['a missing word', ['check'], /file is missing/],
  ['what the command itself calls wrong', ['guest', 'greet', '--name', 'Twice'], /once is enough/],
]
for (const [what, words, message] of wrong) {
  test(`${what} is wrong usage, status 2`, async () => {
    const plain = await run(words)
    assert.deepEqual([plain.status, plain.out], [2, ''])
    assert.match(plain.err, message)
    const json = await run([...words, '--json'])
    assert.equal(json.status, 2)
    assert.match(JSON.parse(json.out).error.title, message)
  })
}

const refused: [string, RegExp, object][] = [
  ['Nobody', /Nobody is no guest\.\nAsk for a name\./, { type: 'refused', title: 'Nobody is no guest.', detail: 'Ask for a name.' }],
  [
    'Bad',
    /name: is bad/,
    { type: '/problems/invalid-input', title: problems.invalidInput.title, errors: [{ pointer: '/name', detail: 'is bad' }] },
  ],
  ['Broken', /a fault of ours/, { type: 'unexpected', title: 'a fault of ours' }],
]
for (const [name, text, error] of refused) {
  test(`a refusal (${name}) has status 1 and the same content as text and JSON`, async () => {
    const plain = await run(['guest', 'greet', '--name', name])
    assert.deepEqual([plain.status, plain.out], [1, ''])
    assert.match(plain.err, text)
    assert.deepEqual(JSON.parse((await run(['guest', 'greet', '--name', name, '--json'])).out), { error })
  })
}

test('a check prints its result also when it is bad, with status 1', async () => {
  assert.deepEqual(await run(['check', 'x']), { status: 1, out: 'x is bad', err: '' })
  assert.deepEqual(JSON.parse((await run(['check', 'x', '--json'])).out), { file: 'x', isGood: false })
})

test('secrets in settings are masked', () => {
  assert.equal(
    masked('DATABASE_URL', 'postgres://ann:s3cret@db/attune?sslpassword=s3cret'),
    'postgres://ann:hidden@db/attune?sslpassword=hidden',
  )
  assert.equal(masked('METRICS_TOKEN', 's3cret'), '[hidden]')
  assert.equal(masked('SMTP_URL', 'smtp://u:s3cret@mail:25'), 'smtp://u:hidden@mail:25')
  assert.equal(masked('DATA_DIR', './data'), './data')
})

test('npm run attune prints nothing but JSON on stdout, starts the database for itself and leaves nothing running', async () => {
  const dataDir = temporaryFolder()
  const migrate = attune(dataDir, ['migrate', '--json'])
  assert.equal((await migrate.ended).code, 0, migrate.output)
  assert.ok(JSON.parse(migrate.stdout).applied.includes('0001_platform.sql'))
  assert.deepEqual(processesNaming(dataDir), [])
  const doctor = attune(dataDir, ['doctor', '--json'], { env: { METRICS_TOKEN: 'canary-canary-canary' } })
  assert.equal((await doctor.ended).code, 0, doctor.output)
  const { checks, settings } = JSON.parse(doctor.stdout)
  assert.ok(
    checks.some(({ about, text }: { about: string; text: string }) => about === 'PostgreSQL' && /started for this check/.test(text)),
  )
  assert.equal(settings.find(({ name }: { name: string }) => name === 'DATA_DIR').source, 'environment')
  assert.doesNotMatch(doctor.output, /canary/)
  const wrongUsage = attune(dataDir, ['migrate', '--nonsense', '--json'])
  assert.equal((await wrongUsage.ended).code, 2)
  assert.equal(JSON.parse(wrongUsage.stdout).error.type, 'wrong-usage')
})

test('commands use the database of the running server, and wait for each other without one', async () => {
  const dataDir = temporaryFolder()
  const pair = [attune(dataDir, ['migrate', '--json']), attune(dataDir, ['migrate', '--json'])]
  for (const program of pair) assert.equal((await program.ended).code, 0, program.output)
  const server = npmStart(dataDir)
  await server.ready()
  const doctor = attune(dataDir, ['doctor', '--json'])
  assert.equal((await doctor.ended).code, 0, doctor.output)
  assert.match(doctor.stdout, /embedded, running/)
  server.kill('SIGTERM')
  await until('nothing runs', () => processesNaming(dataDir).length === 0)
})

test('bad settings are named, all of them, with status 1', async () => {
  const program = attune(temporaryFolder(), ['migrate', '--json'], { env: { PORT: 'many', TLS_CERT: 'x' } })
  assert.equal((await program.ended).code, 1)
  assert.match(JSON.parse(program.stdout).error.title, /PORT[\s\S]*TLS_KEY|TLS_KEY[\s\S]*PORT/)
})

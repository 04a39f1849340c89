// Finds the command, reads its options, runs it, prints. stdout gets the result alone; all else goes to stderr.
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type Needs, type OptionSpecs, type Provided, WrongUsage } from './command.ts'
import { commandFacts, commandHelp, overview } from './usage.ts'
import { type Failure, failureOf, failureText, resultText } from './words.ts'

export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** All of standard input. */
  readStdin(): Promise<string>
}

export interface DispatchOptions {
  commands: readonly Command[]
  terminal: Terminal
  signal: AbortSignal
  /** Gives the command what it needs; called once, after its options were found good. */
  provide<N extends Needs>(needs: N, command: Command): Promise<Provided[N]>
}

type ExitStatus = 0 | 1 | 2 | 3

/** Runs one command and returns the exit status. Never throws. */
export async function dispatch(argv: readonly string[], options: DispatchOptions): Promise<ExitStatus> {
  const { commands, terminal } = options
  const isJson = argv.includes('--json')
  try {
    const command = findCommand(argv, commands)
    if (typeof command === 'string') {
      terminal.out(isJson ? JSON.stringify(commands.map(commandFacts), null, 2) : command)
      return 0
    }
    return await runCommand(command, argv.slice(command.name.split(' ').length), isJson, options)
  } catch (error) {
    const failure = options.signal.aborted ? interrupted : failureOf(error)
    if (isJson) terminal.out(JSON.stringify({ error: failure.problem }, null, 2))
    terminal.err(failureText(failure))
    return failure.status
  }
}

// Whatever failed because of it is not worth telling.
const interrupted: Failure = { status: 1, problem: { type: 'interrupted', title: 'Interrupted.' } }
const asksForHelp = (word: string): boolean => ['--help', '-h', 'help'].includes(word)

/** The command that the first words name, or the text of an overview that was asked for. */
function findCommand(argv: readonly string[], commands: readonly Command[]): Command | string {
  const words = argv.slice(0, 2)
  const found = commands.find(({ name }) => name === words.join(' ')) ?? commands.find(({ name }) => name === words[0])
  if (found !== undefined) return found
  const [first = '--help', ...rest] = argv
  if (asksForHelp(first)) return overview(commands)
  const isGroup = commands.some(({ name }) => name.startsWith(`${first} `))
  if (isGroup && rest.some(asksForHelp)) return overview(commands, first)
  if (isGroup) throw new WrongUsage(`${first} what?\n\n${overview(commands, first)}`)
  throw new WrongUsage(`There is no command ${first}.\n\n${overview(commands)}`)
}

async function runCommand(command: Command, argv: readonly string[], isJson: boolean, options: DispatchOptions): Promise<ExitStatus> {
  const { terminal, signal } = options
  const seeHelp = `See: npm run attune -- ${command.name} --help`
  if (argv.some((word) => word === '--help' || word === '-h')) {
    terminal.out(isJson ? JSON.stringify(commandFacts(command), null, 2) : commandHelp(command))
    return 0
  }
  const { values, positionals } = parse(command, argv, seeHelp)
  for (const [name, option] of Object.entries(command.options)) {
    if (option.type === 'stdin' && values[name] === true) values[name] = withoutLastBreak(await terminal.readStdin())
    if (option.type === 'boolean') values[name] ??= false
    if (option.isMultiple) values[name] ??= []
    const isMissing = option.isRequired && (values[name] === undefined || values[name] === '' || (values[name] as unknown[]).length === 0)
    if (isMissing)
      throw new WrongUsage(
        `--${name} is missing${option.type === 'stdin' && values[name] === '' ? ': standard input is empty' : ''}. ${seeHelp}`,
      )
  }
  const io: CommandIo = { positionals, isJson, signal, progress: (text) => terminal.err(text) }
  const result = await command.run(await options.provide(command.needs, command), values, io)
  const text = isJson ? JSON.stringify(result ?? {}, null, 2) : (command.describe(result) ?? resultText(result))
  if (text !== '') terminal.out(text)
  return command.exitStatus(result)
}

const withoutLastBreak = (text: string): string => text.replace(/\r?\n$/, '')

function parse(command: Command, argv: readonly string[], seeHelp: string) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: argumentOptions(command.options),
      allowPositionals: true,
      strict: true,
    })
    const most = command.positionals.length
    const least = command.positionals.filter(({ isRequired }) => isRequired).length
    if (positionals.length > most) throw new TypeError(`${JSON.stringify(positionals[most])} is one word too many`)
    if (positionals.length < least) throw new TypeError(`${command.positionals[positionals.length]?.name} is missing`)
    return { values: { ...values } as Record<string, unknown>, positionals }
  } catch (error) {
    // Node's own messages name the option, and never a value that could be a secret.
    throw new WrongUsage(`${(error as Error).message.replace(/\. To specify a positional.*$/s, '').replace(/\.$/, '')}. ${seeHelp}`, {
      cause: error,
    })
  }
}

const argumentOptions = (specs: OptionSpecs) => ({
  json: { type: 'boolean' as const },
  ...Object.fromEntries(
    Object.entries(specs).map(([name, { type, short, isMultiple }]) => [
      name,
      {
        type: type === 'string' ? ('string' as const) : ('boolean' as const),
        ...(short ? { short } : {}),
        ...(isMultiple ? { multiple: true } : {}),
      },
    ]),
  ),
})

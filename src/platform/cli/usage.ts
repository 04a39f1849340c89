// The help: made from the declarations alone.
import type { Command } from './command.ts'

const program = 'npm run attune --'
const common: [string, string][] = [
  ['--json', 'Print the result as JSON, and nothing else, on stdout.'],
  ['--help, -h', 'Show this.'],
]

const column = (rows: [string, string][]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

export function overview(commands: readonly Command[], group?: string): string {
  const shown = commands
    .filter(({ name }) => group === undefined || name.startsWith(`${group} `))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return [
    `Usage: ${program} ${group ?? '<command>'} [options]`,
    '',
    column(shown.map(({ name, summary }) => [name, summary])),
    '',
    `Each command: ${program} <command> --help. Without a command the server starts.`,
    'Exit status: 0 done, 1 refused (the message says what to do), 2 wrong usage.',
  ].join('\n')
}

export function commandHelp(command: Command): string {
  const places = command.positionals.map(({ name, isRequired }) => (isRequired ? `<${name}>` : `[${name}]`))
  const rows = Object.entries(command.options).map(([name, option]): [string, string] => {
    const value = option.type === 'string' ? ` ${option.placeholder ?? 'TEXT'}` : ''
    const notes = [option.isRequired ? 'required' : '', option.isMultiple ? 'may be repeated' : ''].filter((note) => note !== '')
    const note = notes.length > 0 ? ` (${notes.join('; ')})` : ''
    return [`--${name}${option.short ? `, -${option.short}` : ''}${value}`, `${option.description}${note}`]
  })
  return [
    `Usage: ${[program, command.name, ...places].join(' ')} [options]`,
    '',
    command.summary,
    ...command.details,
    '',
    ...(places.length > 0 ? [column(command.positionals.map(({ name, description }) => [name, description])), ''] : []),
    column([...rows, ...common]),
  ].join('\n')
}

/** The same for programs. */
export const commandFacts = (command: Command): object => ({
  name: command.name,
  summary: command.summary,
  positionals: command.positionals,
  options: command.options,
})

// One-off commands as data: the help, the parsing and the run all read the same declaration. Features export theirs from commands.ts.
import type { Platform } from '../platform.ts'
import type { Ground } from './ground.ts'

export interface OptionSpec {
  /** `stdin`: a switch; when given, the value is all of standard input without the last line break. For secrets, which arguments would show. */
  type: 'string' | 'boolean' | 'stdin'
  description: string
  short?: string
  isMultiple?: true
  isRequired?: true
  /** Stands for the value in the help: --name NAME. */
  placeholder?: string
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

type ValueOf<S extends OptionSpec> = S extends { type: 'boolean' }
  ? boolean
  : S extends { isMultiple: true }
    ? string[]
    : S extends { isRequired: true }
      ? string
      : string | undefined
/** The values by the names as typed: options['admin-email']. */
export type OptionValues<O extends OptionSpecs> = { readonly [Name in keyof O]: ValueOf<O[Name]> }

/**
 * What a command stands on. `nothing`: runs even with bad settings. `settings`: the ground, from which it may reach the database itself.
 * `database`: the platform on a migrated database, embedded (running already, or started for the command) or by DATABASE_URL.
 */
export interface Provided {
  nothing: undefined
  settings: Ground
  database: Platform
}
export type Needs = keyof Provided

export interface CommandIo {
  /** Words after the options, as declared in `positionals`. */
  readonly positionals: readonly string[]
  readonly isJson: boolean
  /** Shown on stderr at once; stdout is for the result. */
  progress(text: string): void
  /** Aborted by Ctrl-C; long commands look at it. */
  readonly signal: AbortSignal
}

export interface CommandSpec<N extends Needs, O extends OptionSpecs, R extends object | void> {
  /** One or two words: 'organisation create'. */
  name: string
  summary: string
  /** Further lines for --help. */
  details?: readonly string[]
  positionals?: readonly { name: string; description: string; isRequired?: true }[]
  options?: O
  needs: N
  /** The result is what --json prints. Throw CommandRefused or Problem to refuse, WrongUsage where the declaration can't say it. */
  run(provided: Provided[N], options: OptionValues<O>, io: CommandIo): Promise<R>
  /** The result for people; without it, its members line by line. */
  describe?(result: R): string
  /** For checks, whose result is printed also when it is bad (1), and for questions that were understood and can't be answered (3). */
  exitStatus?(result: R): 0 | 1 | 3
}

export interface Command {
  readonly name: string
  readonly summary: string
  readonly details: readonly string[]
  readonly positionals: readonly { name: string; description: string; isRequired?: true }[]
  readonly options: OptionSpecs
  readonly needs: Needs
  run(provided: unknown, options: Record<string, unknown>, io: CommandIo): Promise<unknown>
  describe(result: unknown): string | undefined
  exitStatus(result: unknown): 0 | 1 | 3
}

export function defineCommand<N extends Needs, const O extends OptionSpecs, R extends object | void>(spec: CommandSpec<N, O, R>): Command {
  return {
    name: spec.name,
    summary: spec.summary,
    details: spec.details ?? [],
    positionals: spec.positionals ?? [],
    options: spec.options ?? {},
    needs: spec.needs,
    run: (provided, options, io) => spec.run(provided as Provided[N], options as OptionValues<O>, io),
    describe: (result) => spec.describe?.(result as R),
    exitStatus: (result) => spec.exitStatus?.(result as R) ?? 0,
  }
}

/** The command was understood and is not done. `remedy` says what to do about it. Exit status 1. */
export class CommandRefused extends Error {
  override name = 'CommandRefused'
  readonly remedy: string | undefined
  constructor(message: string, remedy?: string, options?: ErrorOptions) {
    super(message, options)
    this.remedy = remedy
  }
}

/** The command can't be understood. Exit status 2. */
export class WrongUsage extends Error {
  override name = 'WrongUsage'
}

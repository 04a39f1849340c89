import { parseArgs } from 'node:util'

export const stageNames = [
  'types',
  'lint',
  'format',
  'unused',
  'guards',
  'unit',
  'features',
  'start',
  'browser',
  'axe',
  'postgres15',
] as const
export type StageName = (typeof stageNames)[number]

export const usage = `npm test -- [options] [paths]

Runs every check and test. With paths: only the tests of these files and folders.

  --only a,b       only these stages: ${stageNames.join(' ')}
  --fail-fast      stop at the first failure
  --postgres15     only the database tests, on the PostgreSQL of the system (15 or newer)
  --update-schema  write db/schema.sql anew from the migrations
  --help           this text
`

export interface Options {
  stages: ReadonlySet<StageName>
  paths: string[]
  isFailFast: boolean
  mayUpdateSchema: boolean
}

const isStage = (name: string): name is StageName => stageNames.some((known) => known === name)
const testStages = stageNames.filter((name) => !['types', 'lint', 'format', 'unused', 'postgres15'].includes(name))

/** Throws an Error with one line for the person at the terminal. */
export function parseOptions(words: string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      'fail-fast': { type: 'boolean', default: false },
      postgres15: { type: 'boolean', default: false },
      'update-schema': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const only = (values.only ?? []).flatMap((list) => list.split(',')).filter((name) => name !== '')
  const unknown = only.filter((name) => !isStage(name))
  if (unknown.length > 0) throw new Error(`No stage is called ${unknown.join(', ')}. There are: ${stageNames.join(', ')}.`)
  const chosen = (): readonly StageName[] => {
    if (values.postgres15) return ['postgres15']
    if (only.length > 0) return only.filter(isStage)
    if (values['update-schema']) return ['guards']
    return positionals.length > 0 ? testStages : stageNames
  }
  const paths = values['update-schema'] && positionals.length === 0 ? ['test/guards/schema.test.ts'] : positionals
  return { stages: new Set(chosen()), paths, isFailFast: values['fail-fast'], mayUpdateSchema: values['update-schema'] }
}

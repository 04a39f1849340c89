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
  --update-openapi write docs/openapi.json anew from the routes
  --help           this text
`

export interface Options {
  stages: ReadonlySet<StageName>
  paths: string[]
  isFailFast: boolean
  /** Settings for the tests that write a committed file anew. */
  environment: Record<string, string>
}

const isStage = (name: string): name is StageName => stageNames.some((known) => known === name)
const testStages = stageNames.filter((name) => !['types', 'lint', 'format', 'unused', 'postgres15'].includes(name))

const writers = [
  { option: 'update-schema', file: 'test/guards/schema.test.ts', variable: 'ATTUNE_UPDATE_SCHEMA' },
  { option: 'update-openapi', file: 'test/guards/openapi.test.ts', variable: 'ATTUNE_UPDATE_OPENAPI' },
] as const

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
      'update-openapi': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const only = (values.only ?? []).flatMap((list) => list.split(',')).filter((name) => name !== '')
  const unknown = only.filter((name) => !isStage(name))
  if (unknown.length > 0) throw new Error(`No stage is called ${unknown.join(', ')}. There are: ${stageNames.join(', ')}.`)
  const updates = writers.filter(({ option }) => values[option])
  const chosen = (): readonly StageName[] => {
    if (values.postgres15) return ['postgres15']
    if (only.length > 0) return only.filter(isStage)
    if (updates.length > 0) return ['guards']
    return positionals.length > 0 ? testStages : stageNames
  }
  return {
    stages: new Set(chosen()),
    paths: positionals.length > 0 ? positionals : updates.map(({ file }) => file),
    isFailFast: values['fail-fast'],
    environment: Object.fromEntries(updates.map(({ variable }) => [variable, 'true'])),
  }
}

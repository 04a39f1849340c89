// `study`: an estimate with a comparison from a panel in a file; the same engine as the page.
import { type Command, defineCommand, WrongUsage } from '#platform/cli/command.ts'
import type { Columns } from './study/read-panel.ts'
import { describe } from './study/words.ts'

const column = (description: string) => ({ type: 'string', isRequired: true, placeholder: 'COLUMN', description }) as const

function controlOf(given: string | undefined): 'never' | 'notyet' {
  if (given === undefined || given === 'notyet') return 'notyet'
  if (given === 'never') return 'never'
  throw new WrongUsage(`--control ${given}: write notyet or never.`)
}

function anticipationOf(given: string | undefined): number {
  const value = Number(given ?? 0)
  if (!(value >= 0 && Number.isFinite(value))) throw new WrongUsage(`--anticipation ${given}: write how many periods, 0 or more.`)
  return value
}

const study = defineCommand({
  name: 'study',
  summary: 'Estimate the effect of something that started at different times, with a comparison, or say why nobody can.',
  details: [
    'FILE has one row per unit and period. Example: study csat.csv --unit agent --time month --outcome csat --first-treated trained --cluster team',
    'Whoever has started is compared with those who have not yet (Callaway & Sant’Anna 2021); ranges and tests are made for few clusters.',
    'Keys of --json: verdict (estimate, caution, refuse), reasons[], n {units, clusters, periods, rows}, overall {estimate, se, lower, upper}, dynamic[], group[], calendar[], groupTime[], pretrend {leadsF, slope, wald}.',
    'Exit status: 0 answered, 1 the file can’t be used (line and column are named), 3 refused: “We cannot tell”, with reasons and without numbers.',
  ],
  positionals: [{ name: 'FILE', description: 'CSV or TSV with a header.', isRequired: true }],
  options: {
    unit: column('Whose outcome it is.'),
    time: column('The period: a number, 2026-09, 2026-Q3, 2026-W36 or a date.'),
    outcome: column('What may have changed: a number. Rows without are left out.'),
    'first-treated': column('The unit’s first treated period; 0 or empty: never.'),
    cluster: {
      type: 'string',
      placeholder: 'COLUMN',
      description: 'The level at which it was given out, such as the team. Without it each unit is its own.',
    },
    covariates: { type: 'string', placeholder: 'A,B', description: 'Columns of numbers from before the start, to compare like with like.' },
    control: {
      type: 'string',
      placeholder: 'notyet|never',
      description: 'Whom to compare with: also those who start later (notyet, the default), or only those who never do.',
    },
    anticipation: {
      type: 'string',
      placeholder: 'N',
      description: 'For how many periods before the start it may already show. 0 by default.',
    },
    randomised: { type: 'boolean', description: 'Starts were drawn by lot: few clusters are then no reason to refuse.' },
    plot: { type: 'string', placeholder: 'OUT.svg', description: 'Write the event study as a picture.' },
    r: { type: 'string', placeholder: 'OUT.R', description: 'Write a script that checks it in R.' },
  },
  needs: 'nothing',
  async run(_, options, io) {
    const file = io.positionals[0]!
    const columns: Columns = {
      unit: options.unit,
      time: options.time,
      outcome: options.outcome,
      firstTreated: options['first-treated'],
      cluster: options.cluster,
      covariates: (options.covariates ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    }
    const design = { control: controlOf(options.control), anticipation: anticipationOf(options.anticipation) }
    // A server has no use for the engine: its studies run in threads.
    const { estimateFile } = await import('./study/estimate-file.ts')
    return estimateFile(file, { columns, design, isRandomised: options.randomised, plot: options.plot, r: options.r })
  },
  describe,
  exitStatus: ({ verdict }) => (verdict === 'refuse' ? 3 : 0),
})

export const commands: Command[] = [study]

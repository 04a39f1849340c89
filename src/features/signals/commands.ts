import { type Command, defineCommand } from '#platform/cli/command.ts'
import { Problem } from '#platform/http/problem.ts'
import { checkRollups, type RollupReport } from './check.ts'
import { rollupsDiffer } from './problems.ts'

type Figures = Omit<RollupReport, 'faults'>
const figures = ({ recounted, unitDays, deltas, lagSeconds }: Figures): string =>
  `${recounted} sums recounted from facts, ${unitDays} days of units; ${deltas === 0 ? 'nothing waits' : `${deltas} deltas wait, the oldest for ${lagSeconds.toFixed(1)} s`}`

const check = defineCommand({
  name: 'rollups check',
  summary: 'Check that rolled-up figures are what the facts say.',
  details: ['Each metric’s owner counts its facts anew, and the days of every unit are added up anew. Runs beside live writers.'],
  options: { organisation: { type: 'string', placeholder: 'ID', description: 'Check this organisation only.' } },
  needs: 'database',
  async run(platform, { organisation }) {
    const reports = await checkRollups(platform, organisation)
    const differing = reports.filter(({ faults }) => faults.length > 0)
    if (differing.length > 0)
      throw new Problem(rollupsDiffer, {
        detail: differing.map((report) => `Organisation ${report.organisationId}: ${figures(report)}.`).join('\n'),
        errors: differing.flatMap(({ organisationId, faults }) =>
          faults.map(({ metric, unitId, day, what }) => ({
            pointer: `/${[organisationId, metric, unitId, day].filter(Boolean).join('/')}`,
            detail: what,
          })),
        ),
      })
    return {
      organisations: reports.map(({ organisationId, recounted, unitDays, deltas, lagSeconds }): Figures => ({
        organisationId,
        recounted,
        unitDays,
        deltas,
        lagSeconds,
      })),
    }
  },
  describe: ({ organisations }) =>
    organisations.length === 0
      ? 'There is no organisation yet.'
      : organisations.map((report) => `Organisation ${report.organisationId}: ${figures(report)}. Rollup = recount.`).join('\n'),
})

export const commands: Command[] = [check]

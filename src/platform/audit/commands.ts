import { defineCommand } from '../cli/command.ts'
import { Problem } from '../http/problem.ts'
import { auditLogDamaged } from './problems.ts'
import { type AuditReport, verifyAudit } from './verify.ts'

type Figures = Omit<AuditReport, 'faults' | 'faultCount'>

const figures = ({ entries, seals, unsealed, unsealedSeconds }: Figures): string =>
  `${entries} entries, ${seals} seals; ${unsealed === 0 ? 'all sealed' : `${unsealed} not sealed yet, the oldest for ${unsealedSeconds} s`}`

const verify = defineCommand({
  name: 'audit verify',
  summary: 'Check that nothing in the audit log was changed, added or removed.',
  details: ['Recomputes every entry and every seal with the key in DATA_DIR/secrets, from the first one on.'],
  options: { organisation: { type: 'string', placeholder: 'ID', description: 'Check this organisation only.' } },
  needs: 'database',
  async run(platform, { organisation }) {
    const reports = await verifyAudit(platform, organisation)
    const damaged = reports.filter(({ faultCount }) => faultCount > 0)
    if (damaged.length > 0)
      throw new Problem(auditLogDamaged, {
        detail: damaged
          .map((report) => `Organisation ${report.organisationId}: ${report.faultCount} faults in ${figures(report)}.`)
          .join('\n'),
        errors: damaged.flatMap(({ organisationId, faults }) =>
          faults.map(({ at, what }) => ({ pointer: `/${organisationId}/${at}`, detail: what })),
        ),
      })
    return {
      organisations: reports.map(({ organisationId, entries, seals, unsealed, unsealedSeconds }): Figures => ({
        organisationId,
        entries,
        seals,
        unsealed,
        unsealedSeconds,
      })),
    }
  },
  describe: ({ organisations }) =>
    organisations.length === 0
      ? 'There is no organisation yet.'
      : organisations.map((report) => `Organisation ${report.organisationId}: ${figures(report)}. No faults.`).join('\n'),
})

export const commands = [verify]

// Who may read the audit log. It holds ids and names of fields, no contents.
import type { Policy } from '../access/policy.ts'

export const policy: Policy = {
  'audit.read': {
    lines: [
      ['administrator', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
    shows: 'audit.read',
  },
  'audit.export': {
    lines: [
      ['administrator', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
    stepUp: true,
  },
}

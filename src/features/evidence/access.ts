// Who may see and note what somebody has shown. `read-own` decides instead of `read` while the works-council switch is on: then only the person reads it.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'evidence.read': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['coach', 'scope'],
    ],
    shows: 'evidence.read',
  },
  'evidence.read-own': { lines: [['employee', 'self']], shows: 'evidence.read-own' },
  'evidence.sign': {
    lines: [
      ['team-leader', 'scope'],
      ['coach', 'scope'],
    ],
  },
  'levels.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['auditor', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'levels.change': { lines: [['head-of-cx', 'scope']] },
}

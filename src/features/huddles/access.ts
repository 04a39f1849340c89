// A huddle belongs to its team. `self`: somebody of the team, whoever leads it.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'huddles.read': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['coach', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
    shows: 'huddles.read',
  },
  'huddles.run': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
    ],
    peopleOnly: true,
  },
  // How often teams met: about teams, never about somebody.
  'huddles.follow': {
    lines: [
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
  },
}

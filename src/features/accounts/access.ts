// Who may do what with accounts. Handing out a way in also asks rules/authority.ts: nobody opens the door of somebody who may more.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'accounts.read': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['administrator', 'scope'],
      ['auditor', 'scope'],
    ],
    shows: 'accounts.read',
  },
  'invitations.send': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['administrator', 'scope'],
    ],
    peopleOnly: true,
  },
  'badges.issue': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['administrator', 'scope'],
    ],
    peopleOnly: true,
  },
  'resets.make': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['administrator', 'scope'],
    ],
    peopleOnly: true,
  },
  'sessions.end': { lines: [['administrator', 'scope']], peopleOnly: true },
  'role-grants.read': {
    lines: [
      ['administrator', 'scope'],
      ['auditor', 'scope'],
    ],
    shows: 'role-grants.read',
  },
  'role-grants.change': { lines: [['administrator', 'scope']], peopleOnly: true, stepUp: true },
  'api-tokens.read': {
    lines: [
      ['administrator', 'scope'],
      ['auditor', 'scope'],
    ],
    peopleOnly: true,
  },
  'api-tokens.change': { lines: [['administrator', 'scope']], peopleOnly: true, stepUp: true },
  'devices.read': {
    lines: [
      ['team-leader', 'scope'],
      ['administrator', 'scope'],
    ],
    peopleOnly: true,
  },
  'devices.change': {
    lines: [
      ['team-leader', 'scope'],
      ['administrator', 'scope'],
    ],
    peopleOnly: true,
  },
}

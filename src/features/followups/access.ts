// Who may see what somebody owes. `self`: the owner, the stand-in, and whom it was escalated to. Leaders see only what is marked for leaders.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'followups.read': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
    ],
    shows: 'followups.read',
  },
}

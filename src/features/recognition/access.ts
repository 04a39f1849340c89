// Public thanks are read in the house; private ones by giver and receiver. `self` of hiding: who was thanked; `scope`: who leads the unit that was
// thanked. `read-own` decides instead of `read` about a list of one person while the works-council switch is on.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'thanks.give': { lines: [['employee', 'self']] },
  'thanks.read': { lines: [['employee', 'anywhere']], shows: 'thanks.read' },
  'thanks.read-own': { lines: [['employee', 'self']], shows: 'thanks.read-own' },
  'thanks.hide': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
    ],
  },
  'thanks.judge': { lines: [['head-of-cx', 'scope']], peopleOnly: true },
  'thanks.reach': {
    lines: [
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
  },
  'thanks.notice': { lines: [['team-leader', 'scope']], shows: 'thanks.notice' },
}

// Public thanks are read in the house; private ones by giver and receiver. `self` of hiding: who was thanked; `scope`: who leads the unit that was
// thanked. `read-own` decides instead of `read` about a list of one person while the works-council switch is on.
import type { Policy } from '#platform/access/policy.ts'

/** Stories: whoever told one prepares it, besides authors and the head of customer experience; before it is published nobody else but whom it names and who reviews it. */
const storyPolicy: Policy = {
  'stories.tell': { lines: [['employee', 'self']] },
  'stories.read': { lines: [['employee', 'anywhere']], shows: 'stories.read' },
  'stories.write': {
    lines: [
      ['employee', 'self'],
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
  'stories.draft': {
    lines: [
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
  'stories.review': {
    lines: [
      ['team-leader', 'scope'],
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
  'stories.consent': { lines: [['employee', 'self']] },
  'stories.withdraw': {
    lines: [
      ['employee', 'self'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
  'story-prints.read': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
    shows: 'story-prints.read',
  },
}

export const policy: Policy = {
  ...storyPolicy,
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

// Who may do what with customers' answers. Words reach the people concerned without scores and without the customer; contact data only who works on the case.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'surveys.read': {
    lines: [
      ['team-leader', 'anywhere'],
      ['head-of-cx', 'anywhere'],
      ['executive', 'anywhere'],
      ['administrator', 'anywhere'],
    ],
  },
  'surveys.change': {
    lines: [
      ['head-of-cx', 'scope'],
      ['administrator', 'scope'],
    ],
  },
  'survey-links.change': {
    lines: [
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
      ['administrator', 'scope'],
    ],
  },
  'contacts.bring': {
    lines: [
      ['head-of-cx', 'scope'],
      ['administrator', 'scope'],
    ],
    shows: 'contacts.bring',
  },
  'contacts.export': { lines: [['head-of-cx', 'scope']], stepUp: true },
  'customers.erase': {
    lines: [
      ['head-of-cx', 'scope'],
      ['administrator', 'scope'],
    ],
    peopleOnly: true,
    stepUp: true,
  },
  'responses.read': {
    lines: [
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
    shows: 'responses.read',
  },
  'responses.export': { lines: [['head-of-cx', 'scope']], stepUp: true },
  // `self`: the owner of the case that the answer opened.
  'responses.trace': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
    ],
  },
  'quotes.read': { lines: [['employee', 'anywhere']] },
  'quotes.judge': {
    lines: [
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
    ],
  },
  // `self`: the owner.
  'cases.work': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
    ],
    shows: 'cases.work',
  },
  'cases.assign': {
    lines: [
      ['team-leader', 'scope'],
      ['head-of-cx', 'scope'],
    ],
  },
  'scores.read': {
    lines: [
      ['team-leader', 'scope'],
      ['coach', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
  },
}

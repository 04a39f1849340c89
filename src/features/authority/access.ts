// Everybody asks and notes for themselves; those who look after the rules write them, and the head of CX lets them go live. `read-own` decides instead of
// `read` while the works-council switch is on. Nothing here opens a disciplinary view: hr, administrators and auditors read no decision.
import type { Operation, Policy } from '#platform/access/policy.ts'

const studio: Operation['lines'] = [
  ['author', 'scope'],
  ['head-of-cx', 'scope'],
]

export const policy: Policy = {
  'may-i.ask': { lines: [['employee', 'self']] },
  'rules.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['auditor', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'rules.change': { lines: studio },
  'rules.publish': { lines: [['head-of-cx', 'scope']], peopleOnly: true },
  'decisions.note': { lines: [['employee', 'self']] },
  'decisions.read': {
    lines: [
      ['employee', 'self'],
      ['team-leader', 'scope'],
    ],
    shows: 'decisions.read',
  },
  'decisions.read-own': { lines: [['employee', 'self']], shows: 'decisions.read-own' },
  // Whoever asked, and whoever was asked; nobody else.
  'escalations.read': { lines: [['employee', 'self']], shows: 'escalations.read' },
  'escalations.answer': { lines: [['employee', 'self']] },
  'gaps.report': { lines: [['employee', 'self']] },
  'gaps.read': { lines: studio },
}

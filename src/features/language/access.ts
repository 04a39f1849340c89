// Everyone reads the common language; those who look after it change it. Placements follow the unit where they hang.
import type { Operation, Policy } from '#platform/access/policy.ts'

const everyone: Operation['lines'] = [
  ['employee', 'anywhere'],
  ['administrator', 'anywhere'],
  ['head-of-cx', 'anywhere'],
]
const headOfCx: Operation['lines'] = [
  ['head-of-cx', 'scope'],
  ['administrator', 'scope'],
]
const studio: Operation['lines'] = [['author', 'scope'], ...headOfCx]

export const policy: Policy = {
  'mantra.read': { lines: everyone },
  'mantra.change': { lines: headOfCx },
  'principles.read': { lines: everyone },
  'principles.change': { lines: studio },
  'placements.read': { lines: [['team-leader', 'scope'], ...studio], shows: 'placements.read' },
  'placements.change': { lines: [['team-leader', 'scope'], ...studio] },
  'wallboards.read': { lines: studio, peopleOnly: true, shows: 'wallboards.read' },
  'wallboards.change': { lines: studio, peopleOnly: true },
}

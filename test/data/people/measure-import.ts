// Measures one import in a process of its own: node measure-import.ts ROWS. Prints JSON: milliseconds, megabytes, longest pause.
import { applyMapping } from '../../../src/features/people/import/mapping/apply-mapping.ts'
import { planImport } from '../../../src/features/people/import/plan/plan-import.ts'
import type { ExistingOrganisation } from '../../../src/features/people/import/plan/plan-types.ts'
import { inspectFile, readMapped } from '../../../src/features/people/import/preview.ts'
import { applyPlan, emptyOrganisation } from './apply-plan.ts'

const rows = Number(process.argv[2] ?? 50_000)
const bytes = exportOf(rows)

async function preview(existing: ExistingOrganisation) {
  const start = performance.now()
  const cpuStart = process.cpuUsage()
  const { shape } = inspectFile(bytes)
  if (!shape) throw new Error('the file was refused')
  const { mapping } = applyMapping(shape.mapping)
  const { table } = await readMapped(bytes, mapping)
  if (!table) throw new Error('the rows were refused')
  const decodeMs = Math.round(performance.now() - start)
  const plan = await planImport({ rows: table.rows, mapping, fileProblems: table.problems, existing, today: '2026-11-22' })
  const cpu = process.cpuUsage(cpuStart)
  const { newPeople, changed, unchanged } = plan.counts
  const figures = {
    counts: { newPeople, changed, unchanged, problems: plan.problems.length },
    decodeMs,
    totalMs: Math.round(performance.now() - start),
    // What this process used itself: steady also on a machine that others use.
    cpuMs: Math.round((cpu.user + cpu.system) / 1000),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  return { figures, after: () => applyPlan(existing, plan) }
}

let longestPauseMs = 0
let last = performance.now()
const timer = setInterval(() => {
  longestPauseMs = Math.max(longestPauseMs, performance.now() - last)
  last = performance.now()
}, 1)
const { figures: first, after } = await preview(emptyOrganisation)
const existing = after()
last = performance.now()
const { figures: second } = await preview(existing)
clearInterval(timer)
console.log(
  JSON.stringify({ rows, megabytesOfFile: Math.round(bytes.length / 1e5) / 10, first, second, longestPauseMs: Math.round(longestPauseMs) }),
)

/** 35 columns, umlauts and Arabic, managers by number, e-mail and name, some of them further down. */
function exportOf(count: number): Buffer {
  const mapped = [
    'Employee ID',
    'Last, First',
    'Work Email',
    'Division',
    'Department',
    'Team',
    'Location',
    'Job Title',
    'Supervisor',
    'Hire Date',
    'Language',
  ]
  const noise = Array.from({ length: 24 }, (_, index) => `Field ${index + 1}`)
  const lines = [[...mapped.map((name) => `"${name}"`), ...noise].join(',')]
  const families = ['Müller', 'Smith', 'الأحمد', "O'Neill", 'van der Berg', 'Źdźbło', 'García', 'Okafor']
  const nameOf = (id: number) => `"${families[id % families.length]}${id}, Anna ${id % 977}"`
  for (let id = 1; id <= count; id++) {
    const boss = id < 10 ? 0 : Math.ceil(((id * 7919) % count) / 10)
    const manager = boss === 0 || boss >= id ? '' : [`${100_000 + boss}`, `p${boss}@example.com`, nameOf(boss)][id % 3]
    const unit = id % 1200
    const cells = [
      `${100_000 + id}`,
      nameOf(id),
      `p${id}@example.com`,
      `Division ${unit % 6}`,
      `Abteilung für ${unit % 120}`,
      `Team ${unit}`,
      `Site ${id % 40}`,
      `Role ${id % 60}`,
      manager,
      `${(id % 28) + 1}.${(id % 12) + 1}.20${10 + (id % 15)}`,
      ['Deutsch', 'en', 'ar'][id % 3],
      ...noise.map((_, index) => `${(id * (index + 3)) % 9973}`),
    ]
    lines.push(cells.join(','))
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}

// The study as a page shows it: the engine's, the lot, exploratory outcomes, who is compared with whom.
import { randomisationTest, scheduleStatistic } from '#engines/causal/randomisation.ts'
import { type Rows, usualDesign } from '#engines/causal/rows.ts'
import { possibleSchedules } from '#engines/causal/schedule.ts'
import { type Study, studyOf } from '#engines/causal/study.ts'
import { benjaminiHochberg } from '#engines/distributions/benjamini-hochberg.ts'
import { tTails } from '#engines/distributions/tails.ts'
import { seeded } from '#engines/item/seeded.ts'
import { answerOf, refusalOf } from './answer.ts'
import { armsOf, cohortsOf, levelsOf, withoutSmall } from './arms.ts'
import type { Results, StudyAsked, TeamPanel, Tell, WholeAnswer } from './jobs.ts'
import { type FileForm, objectionOf, readPanel } from './read-panel.ts'

/** Units of a file may be people; teams are none. */
export const leastUnits = { file: 5, teams: 4 }
const lotLimits = { mostSchedules: 2000, draws: 1999 }
const drawsOfOthers = 200

interface Read {
  rows: Rows
  labelOf: (time: number) => string
  withoutOutcome: number
  panel: TeamPanel | null
  form: FileForm
}

/** As what is taken out is written: commas between cells, nothing above the header. */
const plainForm: FileForm = { separator: ',', linesAbove: 0, hasDecimalCommas: false, labels: null }

export function studyTask(asked: StudyAsked, tell: Tell): Results['study'] {
  const { source, design, isRandomised, isWordingChanged, seed } = asked
  tell('reading', 0)
  const read = source.kind === 'file' ? readPanel(source.bytes, source.columns) : { file: null, objection: null }
  if (read.objection) return { answer: null, objection: read.objection }
  const from: Read = read.file
    ? {
        rows: read.file.rows,
        labelOf: read.file.labelOf,
        withoutOutcome: read.file.withoutOutcome,
        panel: null,
        form: { ...read.file.form, separator: ',', linesAbove: 0 },
      }
    : ofTeams((source as { panel: TeamPanel }).panel)
  const shown = from.panel ? 1 : leastUnits.file
  const options = { design, isRandomised, isWordingChanged, leastUnits: from.panel ? leastUnits.teams : leastUnits.file }
  const { study, problem } = studyOf(from.rows, { ...options, random: seeded(seed), onProgress: (part) => tell(part, 0) })
  if (problem) {
    const refused = refusalOf(problem, from.rows.outcome.length, from.withoutOutcome)
    if (refused) return { answer: { ...refused, ...partsOf(from, null), others: [], lot: null, group: [] }, objection: null }
    if (read.file && source.kind === 'file') return { answer: null, objection: objectionOf(problem, source.columns, read.file) }
    throw new Error(`teams can't be compared: ${problem.code}`)
  }
  const whole = answerOf(study, from)
  const isShown = whole.verdict !== 'refuse'
  const lot = isShown && isRandomised && from.panel ? lotOf(from.panel, asked, tell) : null
  const others = from.panel ? othersOf(from.panel, options, seed, tell) : []
  const cohorts = cohortsOf(from.rows)
  const answer: WholeAnswer = {
    ...whole,
    group: whole.group.map((part, i) => ({ ...part, units: cohorts.get(study.group.parts[i]!.at)?.units ?? null })),
    ...partsOf(from, study),
    lot,
    others,
  }
  return { answer: withoutSmall(answer, study, cohorts, shown), objection: null }
}

const ofTeams = (panel: TeamPanel): Read => ({
  rows: panel.rows,
  labelOf: (time) => panel.labels[time - 1] ?? '',
  withoutOutcome: 0,
  panel,
  form: plainForm,
})

function partsOf({ rows, labelOf, panel, withoutOutcome, form }: Read, study: Study | null) {
  return {
    arms: armsOf(rows, labelOf, panel ? 1 : leastUnits.file),
    levels: study && study.verdict !== 'refuse' ? levelsOf(rows) : null,
    left: {
      ...(study?.left ?? { alreadyTreated: 0, incomplete: 0, latePeriods: 0 }),
      rowsWithoutOutcome: withoutOutcome,
      tooFewAnswers: panel?.tooFewAnswers ?? 0,
      tooFewPeople: panel?.tooFewPeople ?? 0,
    },
    lastDay: panel?.lastDay ?? null,
    form,
  }
}

function lotOf({ rows, starts, strata }: TeamPanel, { design, seed }: StudyAsked, tell: Tell): WholeAnswer['lot'] {
  tell('lot', 0)
  const possible = possibleSchedules(starts, strata)
  const all = possible <= lotLimits.mostSchedules ? possible : lotLimits.draws
  const { p, isExact, schedules } = randomisationTest(scheduleStatistic(rows, { ...usualDesign, ...design }), {
    starts,
    strata,
    random: seeded(`${seed} lot`),
    ...lotLimits,
    onProgress: (done) => tell('lot', done / all),
  })
  return { p, isExact, schedules }
}

type Options = Omit<Parameters<typeof studyOf>[1], 'random'>
/** The p of one outcome: of t with the degrees of freedom of its range. */
const pOf = ({ overall: { estimate, se, df }, fewClusters }: Study): number => fewClusters?.cr2.p ?? tTails(estimate / se, df)

function othersOf({ others }: TeamPanel, options: Options, seed: string, tell: Tell): WholeAnswer['others'] {
  const found = others.map(({ measure, rows }, i) => {
    tell('outcomes', i / others.length)
    const { study, problem } = studyOf(rows, { ...options, draws: drawsOfOthers, random: seeded(`${seed} ${measure}`) })
    const answer = study
      ? answerOf(study, { labelOf: String, withoutOutcome: 0 })
      : (refusalOf(problem, rows.outcome.length, 0) ?? refusalOf({ ...problem, code: 'no-comparison' }, rows.outcome.length, 0)!)
    const p = study && answer.overall ? pOf(study) : null
    return { measure, verdict: answer.verdict, reasons: answer.reasons, overall: answer.overall, p }
  })
  const withP = found.filter(({ p }) => p !== null)
  const adjusted = benjaminiHochberg(withP.map(({ p }) => p!))
  return found.map(({ measure, verdict, reasons, overall }) => {
    const place = withP.findIndex((one) => one.measure === measure)
    return { measure, verdict, reasons, overall, adjustedP: place === -1 ? null : adjusted[place]! }
  })
}

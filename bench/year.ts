// A year of practice of 2,000 people, and the one after it, simulated with the real choice of items and a forgetting that is not FSRS: what is recalled with
// three minutes a week, without, and by a fixed ladder that retires items (1, 3, 10, 30, 60 days) in the same minutes. No database, no clock; the same figures
// on every machine.
//
// Forgetting: Pavlik & Anderson (Cognitive Science 29, 2005, 559): each practice leaves a trace t^-d, d = c e^m + a with m the activation when it was made;
// recall = 1 / (1 + e^((tau - m) / s)). People differ in a and tau, items in tau; a question with options is guessed besides. FSRS knows none of this.
// tau is set by the way without practice alone: about a third is left three months after the teaching, a quarter after a year.
import { seeded } from '#engines/item/seeded.ts'
import { type Candidate, choose } from '#engines/practice/choose.ts'
import { doseLeft, type Kind, secondsOf, weeksAway } from '#engines/practice/dose.ts'
import { afterReview, gradeOf, type Memory } from '#engines/practice/memory.ts'
import { keep, say } from './figures.ts'
import { simulateMessages } from './messages.ts'

const people = 2_000
const items = 80
const weeks = 104
const weeksOfYear = 52
const allDays = weeks * 7
/** What a trace's age is counted in: seconds of practice time, of which a day outside holds 2,160 (h = 0.025). */
const unitsPerDay = 86_400 * 0.025
const { c, s } = { c: 0.25, s: 0.35 }
const themes = 6
const kinds: Kind[] = ['choice', 'choice', 'choice', 'multiple', 'judgement', 'order', 'match', 'short']
/** Share that somebody who knows nothing gets right. */
const guessed: Partial<Record<Kind, number>> = { choice: 1 / 3, judgement: 1 / 2, multiple: 1 / 7, order: 1 / 6, match: 1 / 6 }
const ladderDays = [1, 3, 10, 30, 60]

/** Mean 0, deviation 1 (Box and Muller). */
const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

interface Trace {
  day: number
  decay: number
}
interface Person {
  alpha: number
  tau: number
  /** Probability of practising in a week in which they are there. */
  habit: number
  /** A leave of some weeks in each year. */
  awayFrom: number
  awayWeeks: number
}
const activation = (traces: readonly Trace[], day: number): number =>
  Math.log(traces.reduce((sum, { day: then, decay }) => sum + (Math.max(day - then, 1 / 48) * unitsPerDay) ** -decay, 0))
const recallOf = (traces: readonly Trace[], day: number, tau: number): number =>
  traces.length === 0 ? 0 : 1 / (1 + Math.exp((tau - activation(traces, day)) / s))
function practise(traces: Trace[], day: number, alpha: number): void {
  traces.push({ day, decay: traces.length === 0 ? alpha : c * Math.exp(activation(traces, day)) + alpha })
}

type Way = 'weekly' | 'none' | 'ladder'
interface Outcome {
  /** Mean true recall of all items at the end of each quarter of two years, without guessing. */
  quarters: number[]
  /** Of the tenth of people who know least, after the first year. */
  weakestTenth: number
  /** Of the 80, asked at least once in two years. */
  begunItems: number
  minutesPerWeek: number
  answers: number
  /** Mean true recall when an item was asked. */
  recallWhenAsked: number
  sixTimes: { items: number; returned: number; longestDays: number }
  /** Longest days between two askings of anything that was begun, the end of the year included. */
  longestRestDays: number
  mostSecondsInAWeek: number
}

function simulate(way: Way, population: readonly Person[], difficulties: readonly number[]): Outcome {
  const quarters = Array.from({ length: weeks / 13 }, () => 0)
  const ends: number[] = []
  const out = { begun: 0, seconds: 0, answers: 0, recalled: 0, longestRestDays: 0, mostSecondsInAWeek: 0 }
  const six = { items: 0, returned: 0, longestDays: 0 }
  for (const [index, person] of population.entries()) {
    const random = seeded(`${way} ${index}`)
    const traces: Trace[][] = difficulties.map(() => [])
    // Everybody is taught everything in the first month, whatever follows.
    difficulties.forEach((_, i) => {
      practise(traces[i]!, Math.floor((i / items) * 28), person.alpha)
      practise(traces[i]!, Math.floor((i / items) * 28) + 1 / 96, person.alpha)
    })
    const known: {
      memory: Memory | null
      lastDay: number | null
      isSureAndWrong: boolean
      step: number
      rightInRow: number
      sixSince: number | null
    }[] = difficulties.map(() => ({ memory: null, lastDay: null, isSureAndWrong: false, step: 0, rightInRow: 0, sixSince: null }))
    let lastPractice: number | null = null
    const ask = (i: number, day: number) => {
      const mine = known[i]!
      const kind = kinds[i % kinds.length]!
      const recall = recallOf(traces[i]!, day, person.tau + difficulties[i]!)
      const isKnown = random() < recall
      const isRight = isKnown || random() < (guessed[kind] ?? 0)
      // People who know say so most of the time; who does not is sure of it now and then.
      const confidence = isKnown ? (random() < 0.6 ? 'sure' : 'rather') : random() < 0.15 ? 'sure' : random() < 0.4 ? 'rather' : 'guess'
      if (mine.lastDay !== null) out.longestRestDays = Math.max(out.longestRestDays, day - mine.lastDay)
      if (mine.sixSince !== null) {
        six.returned++
        six.longestDays = Math.max(six.longestDays, day - mine.sixSince)
        mine.sixSince = null
      }
      mine.memory = afterReview(mine.memory, mine.lastDay === null ? 0 : day - mine.lastDay, gradeOf(isRight, confidence))
      mine.lastDay = day
      mine.isSureAndWrong = !isRight && confidence === 'sure'
      mine.rightInRow = isRight ? mine.rightInRow + 1 : 0
      mine.step = isRight ? mine.step + 1 : 0
      if (mine.rightInRow === 6) {
        six.items++
        mine.sixSince = day
      }
      // Feedback teaches either way.
      practise(traces[i]!, day, person.alpha)
      out.answers++
      out.recalled += recall
      out.seconds += secondsOf[kind]
    }
    for (let week = 0; week < weeks; week++) {
      const monday = week * 7
      const ofYear = week % weeksOfYear
      const isAway = ofYear >= person.awayFrom && ofYear < person.awayFrom + person.awayWeeks
      const day = monday + Math.floor(random() * 5)
      if (way !== 'none' && !isAway && random() < person.habit) {
        const secondsBefore = out.seconds
        if (way === 'weekly') {
          const candidates = known.map(({ memory, lastDay, isSureAndWrong }, i): Candidate => {
            const kind = kinds[i % kinds.length]!
            return {
              id: String(i),
              theme: String(i % themes),
              kind,
              seconds: secondsOf[kind],
              memory,
              lastDay,
              isSureAndWrong,
              isAsked: false,
            }
          })
          const session = choose(candidates, {
            today: day,
            seconds: doseLeft(5, 0),
            weeksAway: weeksAway(lastPractice, monday),
            random: seeded(`${index} ${week}`),
          })
          for (const { id } of session) ask(Number(id), day)
        } else {
          // After the last step an item "no longer appears"; what is longest overdue goes first.
          const due = known.flatMap(({ lastDay, step }, i) => {
            const rest = ladderDays[step]
            const over = rest === undefined ? -1 : day - (lastDay ?? (i / items) * 28) - rest
            return over >= 0 ? [{ i, over }] : []
          })
          let left = doseLeft(5, 0)
          for (const { i } of due.toSorted((a, b) => b.over - a.over)) {
            if (left <= 0) break
            ask(i, day)
            left -= secondsOf[kinds[i % kinds.length]!]
          }
        }
        lastPractice = day
        out.mostSecondsInAWeek = Math.max(out.mostSecondsInAWeek, out.seconds - secondsBefore)
      }
      if (week % 13 === 12) {
        const end = monday + 6
        const mean = difficulties.reduce((sum, hard, i) => sum + recallOf(traces[i]!, end, person.tau + hard), 0) / items
        quarters[(week - 12) / 13]! += mean / people
        if (week === weeksOfYear - 1) ends.push(mean)
      }
    }
    for (const { lastDay, sixSince } of known) {
      if (lastDay !== null) out.begun++
      if (lastDay !== null) out.longestRestDays = Math.max(out.longestRestDays, allDays - lastDay)
      if (sixSince !== null) six.longestDays = Math.max(six.longestDays, allDays - sixSince)
    }
  }
  ends.sort((a, b) => a - b)
  const tenth = ends.slice(0, people / 10)
  return {
    quarters: quarters.map((one) => rounded(one, 3)),
    weakestTenth: rounded(tenth.reduce((sum, one) => sum + one, 0) / tenth.length, 3),
    begunItems: rounded(out.begun / people, 1),
    minutesPerWeek: rounded(out.seconds / 60 / people / weeks, 2),
    answers: out.answers,
    recallWhenAsked: rounded(out.recalled / Math.max(1, out.answers), 3),
    sixTimes: six,
    longestRestDays: Math.round(out.longestRestDays),
    mostSecondsInAWeek: out.mostSecondsInAWeek,
  }
}
const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

export function run(): Promise<void> {
  const random = seeded('a year of practice')
  const population = Array.from({ length: people }, (): Person => ({
    alpha: Math.max(0.08, 0.19 + 0.04 * normal(random)),
    tau: -1.8 + 0.25 * normal(random),
    habit: Math.min(1, Math.max(0.4, 0.85 + 0.12 * normal(random))),
    awayFrom: Math.floor(random() * weeksOfYear),
    // One in ten is away for two months, the others for two to five weeks of holidays.
    awayWeeks: random() < 0.1 ? 8 : 2 + Math.floor(random() * 4),
  }))
  const difficulties = Array.from({ length: items }, () => 0.3 * normal(random))
  const results: Record<string, Outcome> = {}
  for (const way of ['weekly', 'none', 'ladder'] as const) {
    const startedMs = performance.now()
    const outcome = simulate(way, population, difficulties)
    results[way] = outcome
    const { quarters, weakestTenth, minutesPerWeek, recallWhenAsked, sixTimes, longestRestDays, mostSecondsInAWeek } = outcome
    say(
      `${way.padEnd(7)} ${outcome.begunItems} items, recall ${quarters.map((one) => one.toFixed(3)).join(' ')}  weakest tenth ${weakestTenth.toFixed(3)}  ${minutesPerWeek.toFixed(2)} min/week (most ${(mostSecondsInAWeek / 60).toFixed(1)})  ` +
        `when asked ${recallWhenAsked.toFixed(3)}  right six times ${sixTimes.items}, came back ${sixTimes.returned}, longest ${sixTimes.longestDays} days  longest rest ${longestRestDays}  ${Math.round(performance.now() - startedMs)} ms`,
    )
  }
  const { weekly, none } = results as Record<Way, Outcome>
  const faults = [
    weekly.quarters[3]! > none.quarters[3]! + 0.15 ? '' : 'practice keeps too little',
    weekly.sixTimes.longestDays < 365 ? '' : 'something right six times did not come back within the year',
    weekly.mostSecondsInAWeek <= 190 ? '' : 'a week took more than three minutes',
  ].filter(Boolean)
  const startedMs = performance.now()
  const messages = { weekly: simulateMessages(people, true), askingNobody: simulateMessages(people, false) }
  for (const [way, one] of Object.entries(messages))
    say(
      `messages, ${way}: ${one.messages}; in quiet hours ${one.inQuietHours}, on days off ${one.onDaysOff}, second in a week ${one.secondInAWeek}, after the switch ${one.afterTheSwitch}`,
    )
  say(`messages took ${Math.round(performance.now() - startedMs)} ms`)
  const { weekly: sent, askingNobody } = messages
  if (sent.inQuietHours + sent.onDaysOff + sent.secondInAWeek + sent.afterTheSwitch > 0) faults.push('a message came when none may come')
  if (sent.messages < people * 10 || askingNobody.inQuietHours === 0 || askingNobody.afterTheSwitch === 0)
    faults.push('the judge of messages sees nothing')
  for (const fault of faults) say(`FAULT: ${fault}`)
  if (faults.length > 0) process.exitCode = 1
  keep('year', { people, items, weeks, results, messages })
  return Promise.resolve()
}

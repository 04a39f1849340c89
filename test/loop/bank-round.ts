// One survey round of a bank, made of 3,080 real messages: whose customer wrote each, what the customer ticked, and what must come of it. Stated here once,
// without any code of the product:
// - intents in the order of the alphabet are dealt to the teams in the order of theirs: every team has seven intents, 280 customers;
// - an intent with a word of trouble has unhappy customers, every other one content ones; how much, says the first byte of SHA-256 over the message;
// - every third customer answers.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

export interface Ticks {
  csat: number
  nps: number
  /** Null: left out. */
  isSolved: boolean | null
}
export interface Message extends Ticks {
  /** The contact's id in the bank's own system. */
  ticket: string
  intent: string
  /** Place of the team in the alphabet. */
  team: number
  step: StepName
  words: string
  kind: 'praise' | 'mixed' | 'complaint'
  isUnhappy: boolean
  isAnswered: boolean
  way: Way
}
/**
 * plain: the form, sent once. opened: the page before it. ticked: a tick kept by the page's script before. twice: sent twice. changed: the opposite first.
 * left: ticked and gone, without words; counts after half an hour.
 */
export type Way = 'plain' | 'opened' | 'ticked' | 'twice' | 'changed' | 'left'
const ways: readonly Way[] = ['plain', 'plain', 'opened', 'ticked', 'twice', 'changed']
export const stepNames = ['The card comes', 'The money moves', 'I show who I am'] as const
export type StepName = (typeof stepNames)[number]

const trouble = /declined|failed|not_|wrong|lost|stolen|compromised|blocked|swallowed|twice|reverted|pending|unable|forgotten/i
const stepOf = (intent: string): StepName =>
  /card_arrival|card_delivery|physical_card|activate|spare/.test(intent)
    ? 'The card comes'
    : /identity|passcode|pin|verify|personal_details/.test(intent)
      ? 'I show who I am'
      : 'The money moves'

function ticksOf(words: string, intent: string): Ticks {
  const much = createHash('sha256').update(words).digest()[0]! % 3
  if (trouble.test(intent)) return { csat: 1 + much, nps: 3 * much, isSolved: much === 0 ? false : null }
  return { csat: 3 + much, nps: 8 + much, isSolved: much === 0 ? null : true }
}

export function readRound(teams: number): Message[] {
  const rows: { text: string; category: string }[] = parse(readFileSync(new URL('../data/text/banking77_test.csv', import.meta.url)), {
    columns: true,
  })
  const intents = [...new Set(rows.map(({ category }) => category))].sort()
  return rows.map(({ text, category }, i) => {
    const ticks = ticksOf(text, category)
    const isUnhappy = ticks.csat <= 2 || ticks.nps <= 6 || ticks.isSolved === false
    const isPraise = ticks.csat >= 4 && ticks.nps >= 9 && ticks.isSolved !== false
    return {
      ...ticks,
      ticket: `T-${String(i + 1).padStart(4, '0')}`,
      intent: category,
      team: intents.indexOf(category) % teams,
      step: stepOf(category),
      // What a form may keep: a line without ends of white space.
      words: text.trim(),
      kind: isUnhappy ? 'complaint' : isPraise ? 'praise' : 'mixed',
      isUnhappy,
      isAnswered: i % 3 === 0,
      way: i % 51 === 0 ? 'left' : ways[Math.floor(i / 3) % ways.length]!,
    }
  })
}

/** Read by the eye: these insult or shout, and what is no praise of that kind waits for a leader. */
export const harsh: readonly string[] = [
  'Some idiot stole my card.',
  'How do I show this stupid system that this is really my identity?',
  'The stupid machine just swallowed my card!! I need a new one ASAP',
  'WHERE IS MY MONEY I WAS USING MY CARD AND IT DISAPPEARED',
  'I NEED TO KNOW HOW TO TRANSFER MONEY INTO MY BANK ACCOUNT. PLEASE HELP',
  'CAN YOU EXPLAIN HOW TO TRANSFER MONEY INTO MY  ACCOUNT FOR ME?',
  'WHAT CAN I DO AFTER THE CARD MISSING',
]

const z = 1.959963984540054
export interface Interval {
  n: number
  estimate: number
  low: number
  high: number
}
/** Wilson 1927. */
export function wilson(hits: number, n: number): Interval {
  const p = hits / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return { n, estimate: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
/** Adjusted Wald, Rocks 2016: three answers more, of which each end gets three quarters of one. */
export function netPromoter(promoters: number, detractors: number, n: number): Interval {
  const [all, up, down] = [n + 3, promoters + 0.75, detractors + 0.75]
  const points = (up - down) / all
  const half = z * Math.sqrt((up / all + down / all - points * points) / all)
  return {
    n,
    estimate: ((promoters - detractors) / n) * 100,
    low: Math.max(-100, (points - half) * 100),
    high: Math.min(100, (points + half) * 100),
  }
}

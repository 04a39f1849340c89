// The links of the chain: what each number counts, how it is computed, who answers for it. Order is the order of the page.
export const parts = ['say', 'prove', 'do', 'way', 'customers'] as const
export type Part = (typeof parts)[number]

/** `share` 0 to 1, `points` -100 to 100, `mean` in its own unit, `count` how often. */
export type Kind = 'share' | 'points' | 'mean' | 'count'

export interface Measure {
  part: Part
  kind: Kind
  /** Of signals: share of ones in the first; of more than one, `how` says what they are to each other. */
  metrics: readonly string[]
  /** Share: `ones` sum of n; `of-both` the first of both together; `of-second` the first of the second. */
  how?: 'ones' | 'of-both' | 'of-second'
  /** Ends of a mean. */
  from?: number
  to?: number
  promised?: number
  /** What single people did, decided or showed: only for groups. */
  isAboutPeople?: boolean
  /** For machines and exports; pages say it in words. */
  formula: string
}

export const measures = {
  'words-used': {
    part: 'say',
    kind: 'count',
    metrics: ['principle-uses'],
    formula: 'count(things that were given a principle); pace: Poisson, Byar, 95 %',
  },
  shown: {
    part: 'prove',
    kind: 'share',
    metrics: ['evidence'],
    how: 'ones',
    isAboutPeople: true,
    formula: 'pieces of evidence met / pieces of evidence; Wilson, 95 %',
  },
  'levels-reached': {
    part: 'prove',
    kind: 'count',
    metrics: ['levels-reached'],
    isAboutPeople: true,
    formula: 'count(rises of a level); pace: Poisson, Byar, 95 %',
  },
  'levels-lapsed': {
    part: 'prove',
    kind: 'count',
    metrics: ['levels-lapsed'],
    isAboutPeople: true,
    formula: 'count(falls of a level); pace: Poisson, Byar, 95 %',
  },
  'decided-alone': {
    part: 'do',
    kind: 'share',
    metrics: ['decisions', 'escalations'],
    how: 'of-both',
    isAboutPeople: true,
    formula: 'decisions noted / (decisions noted + questions passed on); Wilson, 95 %',
  },
  thanks: { part: 'do', kind: 'count', metrics: ['thanks'], formula: 'count(thanks by unit thanked); pace: Poisson, Byar, 95 %' },
  'huddles-held': {
    part: 'do',
    kind: 'share',
    metrics: ['huddles-held', 'huddles-due'],
    how: 'of-second',
    formula: 'team weeks with a huddle held / team weeks that are over; Wilson, 95 %',
  },
  'obstacles-raised': {
    part: 'way',
    kind: 'count',
    metrics: ['obstacles-raised'],
    formula: 'count(obstacles raised); pace: Poisson, Byar, 95 %',
  },
  'days-to-answer': {
    part: 'way',
    kind: 'mean',
    metrics: ['obstacles-answered'],
    from: 0,
    promised: 14,
    formula: 'mean(days from raised to answered); t, 95 %',
  },
  csat: {
    part: 'customers',
    kind: 'share',
    metrics: ['csat'],
    how: 'ones',
    formula: 'answers of 4 or 5 / answers of 1 to 5; Wilson, 95 %',
  },
  nps: {
    part: 'customers',
    kind: 'points',
    metrics: ['nps-promoters', 'nps-detractors'],
    formula: '100 x (answers of 9 or 10 - answers of 0 to 6) / answers of 0 to 10; adjusted Wald, 95 %',
  },
  ces: { part: 'customers', kind: 'mean', metrics: ['ces'], from: 1, to: 7, formula: 'mean(answers of 1 to 7, 7 the easiest); t, 95 %' },
  'first-time': {
    part: 'customers',
    kind: 'share',
    metrics: ['fcr'],
    how: 'ones',
    formula: 'answers "solved the first time: yes" / answers; Wilson, 95 %',
  },
  answered: {
    part: 'customers',
    kind: 'share',
    metrics: ['answered', 'invited'],
    how: 'of-second',
    formula: 'invitations answered / invitations; Wilson, 95 %',
  },
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
export const measureNames = Object.keys(measures) as [MeasureName, ...MeasureName[]]
export const measureOf = (name: MeasureName): Measure => measures[name]
export const metricsOf = (names: readonly MeasureName[]): string[] => [...new Set(names.flatMap((name) => measureOf(name).metrics))]

/** Numbers about what people did show only for so many people; with the works council's switch for more. */
export const fewestPeople = (isWorksCouncilMode: boolean): number => (isWorksCouncilMode ? 10 : 5)

/** Weeks of a period, and of one of its points. */
export const periods = { 4: 1, 12: 1, 26: 2, 52: 4 } as const
export type Weeks = keyof typeof periods

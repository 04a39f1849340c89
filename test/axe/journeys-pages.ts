// Pages of journeys and obstacles, with something to see on each of them.
import type { Page } from 'playwright-core'
import type { Company, Visitor } from './company.ts'

export interface JourneyIds {
  journey: string
  step: string
  /** Raised by the employee, waits for the leader. */
  waiting: string
  answered: string
}
export interface JourneysPage {
  name: string
  path: string | ((ids: JourneyIds) => string)
  as: Visitor
  prepare?: (page: Page) => Promise<unknown>
}

type Words = [en: string, de: string, ar: string]
const said = ([en, de, ar]: Words) => ({ en, de, ar })
const steps: { stage: number; name: Words; customer: Words; lane: 'front' | 'back'; does: Words; emotion: string; sentence: Words }[] = [
  {
    stage: 0,
    name: ['Choose', 'Auswählen', 'الاختيار'],
    customer: ['I look for a cup that lasts.', 'Ich suche eine Tasse, die hält.', 'أبحث عن كوب يدوم.'],
    lane: 'front',
    does: ['The page says what is in stock.', 'Die Seite sagt, was da ist.', 'يقول الموقع ما هو متوفر.'],
    emotion: 'content',
    sentence: ['I keep the numbers on the page true.', 'Ich halte die Zahlen auf der Seite richtig.', 'أُبقي أرقام الموقع صحيحة.'],
  },
  {
    stage: 0,
    name: ['Packing', 'Packen', 'التغليف'],
    customer: ['I wait and hope that it arrives whole.', 'Ich warte und hoffe, dass es heil ankommt.', 'أنتظر وأرجو أن يصل سليمًا.'],
    lane: 'back',
    does: ['Fragile things get two layers of filler.', 'Zerbrechliches bekommt zwei Lagen Füllmaterial.', 'تُلفّ الأشياء الهشة بطبقتين.'],
    emotion: 'uneasy',
    sentence: ['I fill the box so that nothing moves.', 'Ich fülle den Karton, damit nichts wackelt.', 'أملأ الصندوق كي لا يتحرك شيء.'],
  },
  {
    stage: 1,
    name: ['Hand over', 'Übergabe', 'التسليم'],
    customer: ['Somebody looks at me and says my name.', 'Jemand sieht mich an und nennt meinen Namen.', 'ينظر إليّ أحدهم ويقول اسمي.'],
    lane: 'front',
    does: ['The driver rings twice and waits.', 'Der Fahrer klingelt zweimal und wartet.', 'يرنّ السائق مرتين وينتظر.'],
    emotion: 'delighted',
    sentence: ['I ring twice before I leave a card.', 'Ich klingle zweimal, bevor ich eine Karte lasse.', 'أرنّ مرتين قبل ترك بطاقة.'],
  },
]

export async function settleJourneys({ house, ids, visitors }: Company): Promise<JourneyIds> {
  const as =
    (visitor: Visitor) =>
    <T>(method: string, url: string, body?: object): Promise<T> =>
      house.ask<T>(visitors[visitor], method, url, body)
  const [admin, leader, employee] = [as('administrator'), as('leader'), as('employee')]
  type Journey = { id: string; stages: { id: string; steps: { id: string }[] }[] }
  const { id } = await admin<Journey>('POST', '/api/journeys', {
    texts: {
      name: said(['A parcel comes', 'Ein Paket kommt', 'يصل طرد']),
      summary: said(['From the first click to the door.', 'Vom ersten Klick bis zur Tür.', 'من أول نقرة إلى الباب.']),
    },
  })
  await admin('POST', `/api/journeys/${id}/stages`, { texts: { name: said(['Before it leaves', 'Bevor es losgeht', 'قبل أن ينطلق']) } })
  let made = await admin<Journey>('POST', `/api/journeys/${id}/stages`, { texts: { name: said(['It arrives', 'Es kommt an', 'يصل']) } })
  const { jobRole } = await admin<{ jobRole: { id: string } | null }>('GET', `/api/people/${ids.employee}`)
  for (const [i, step] of steps.entries()) {
    const empty = { front: {}, back: {}, support: {} }
    made = await admin<Journey>('POST', `/api/journeys/${id}/steps`, {
      stageId: made.stages[step.stage]!.id,
      channel: i === 2 ? 'delivery' : 'web',
      emotion: step.emotion,
      evidence: i === 1 ? 'researched' : 'assumed',
      texts: { name: said(step.name), customer: said(step.customer), ...empty, [step.lane]: said(step.does) },
      shapers: [
        {
          id: `019b0000-0000-7000-8000-00000000000${i}`,
          unitId: i === 1 ? ids.unit : null,
          jobRoleId: i === 1 ? null : (jobRole?.id ?? null),
          lane: step.lane,
          texts: {
            sentence: said(step.sentence),
            harm: i === 1 ? said(['The cup arrives in pieces.', 'Die Tasse kommt in Scherben an.', 'يصل الكوب مكسورًا.']) : {},
          },
        },
      ].filter(({ unitId, jobRoleId }) => unitId ?? jobRoleId),
    })
  }
  const step = made.stages[0]!.steps[1]!.id
  await employee('PUT', `/api/people/${ids.employee}/parts/019b0000-0000-7000-8000-000000000001`, {
    wording: 'I pack it as if it were for my mother.',
  })
  const raise = (say: typeof admin, title: string, more: object = {}) =>
    say<{ id: string }>('POST', '/api/obstacles', { title, hurts: 'customers', stepId: step, ...more })
  const waiting = await raise(employee, 'No void filler after 18:00, a rule of the depot', {
    leaderId: ids.leader,
    happened: 'Nine broken parcels in four weeks, all from the late shift.',
  })
  const answered = await raise(employee, 'We must ask for an ID for parcels under EUR 20', {
    leaderId: ids.leader,
    isUnnamed: true,
    hurts: 'both',
  })
  await leader('PUT', `/api/obstacles/${waiting.id}/reply`, { words: 'I come to gate 4 on Thursday at 20:00 and look at it with you.' })
  await leader('POST', `/api/obstacles/${answered.id}/answers`, {
    answer: 'removed',
    because: 'It was my rule from 2019 and nobody needs it.',
  })
  await employee('POST', `/api/obstacles/${answered.id}/reopenings`, { because: 'The till still asks for it.' })
  await leader('POST', `/api/obstacles/${answered.id}/answers`, {
    answer: 'changed',
    because: 'The till asks from EUR 50 on, since this morning.',
  })
  await raise(leader, 'Two lifts, one key', { hurts: 'colleagues' })
  return { journey: id, step, waiting: waiting.id, answered: answered.id }
}

const press =
  (name: string, at = 0) =>
  async (page: Page) => {
    await page.locator(name).nth(at).click()
  }

/** What is more to say has texts of its own to read. */
const sayMore = async (page: Page) => {
  await press('.form .button-soft')(page)
  await page.locator('textarea').waitFor()
}

export const journeysPages: JourneysPage[] = [
  { name: 'journeys', path: '/journeys', as: 'employee' },
  { name: 'journeys in the Studio', path: '/studio/journeys', as: 'administrator' },
  { name: 'retired journeys', path: '/studio/journeys?show=retired', as: 'administrator' },
  { name: 'begin a journey', path: '/studio/journeys', as: 'administrator', prepare: press('main .button:not(.button-line)') },
  { name: 'a journey', path: ({ journey, step }) => `/journeys/${journey}?step=${step}`, as: 'employee' },
  { name: 'write a journey', path: ({ journey }) => `/journeys/${journey}/edit?lang=de`, as: 'administrator' },
  { name: 'write a step', path: ({ journey, step }) => `/journeys/${journey}/edit/${step}`, as: 'administrator' },
  { name: 'a new step', path: ({ journey }) => `/journeys/${journey}/edit/new`, as: 'administrator' },
  { name: 'my part', path: '/my-part', as: 'employee' },
  { name: 'my part, in my own words', path: '/my-part', as: 'employee', prepare: press('.part .button') },
  { name: 'people without a part', path: '/part-gaps', as: 'administrator' },
  { name: 'obstacles', path: '/obstacles', as: 'employee' },
  { name: 'obstacles, for who answers', path: '/obstacles', as: 'leader' },
  { name: 'obstacles, none found', path: '/obstacles?search=qqqq', as: 'employee' },
  { name: 'raise an obstacle', path: '/obstacles/raise', as: 'employee', prepare: sayMore },
  {
    name: 'raise one that is there',
    path: '/obstacles/raise?title=void%20filler%20after%20six',
    as: 'leader',
    prepare: (page) => page.locator('.alike li').first().waitFor(),
  },
  { name: 'an obstacle that waits', path: ({ waiting }) => `/obstacles/${waiting}`, as: 'employee' },
  { name: 'answer an obstacle', path: ({ waiting }) => `/obstacles/${waiting}`, as: 'leader', prepare: press('.next-actions .button') },
  { name: 'an answered obstacle', path: ({ answered }) => `/obstacles/${answered}`, as: 'employee' },
  { name: 'who answers', path: '/obstacles/leaders', as: 'administrator' },
]

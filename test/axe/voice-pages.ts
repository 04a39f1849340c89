// The pages of voice with answers, a case with its notes, a file of contacts with unreadable rows, and what a customer sees.
import type { Page } from 'playwright-core'
import type { Company, Visitor } from './company.ts'

export interface VoiceIds {
  unit: string
  survey: string
  draft: string
  /** Of the complaint. */
  response: string
  case: string
  intake: string
  /** Behind the server's own address, with the key of an answer. */
  address: string
  own: string
}
export interface VoicePage {
  name: string
  path: string | ((ids: VoiceIds) => string)
  as: Visitor
  prepare?: (page: Page) => Promise<unknown>
}

const answers: Record<string, string>[] = [
  { nps: '10', csat: '5', fcr: 'yes', words: 'It came without a scratch, and the note in the box made my day.', l: 'en' },
  { nps: '9', csat: '4', words: 'Schnell da, gut gepackt. Der Karton war etwas zu groß.', l: 'de' },
  { nps: '9', csat: '5', fcr: 'yes', words: 'وصل الطرد سليمًا وفي موعده، شكرًا لكم.', l: 'ar' },
  { nps: '7', csat: '4', l: 'en' },
  {
    nps: '1',
    csat: '1',
    fcr: 'no',
    words: 'The cup was in pieces, and nobody could tell me what happens now.',
    name: 'Mara Lind',
    l: 'en',
  },
]
const contacts = [
  'Order No;Delivered;Customer;E-mail;Shop;Remarks',
  'A-1;28.10.2026;K1;one@example.com;;',
  'A-2;28.10.2026;K2;two@example.com;;',
  ';28.10.2026;K4;four@example.com;;no number',
  'A-5;31.02.2026;K5;five@example.com;Moonbase;',
].join('\n')

export async function settleVoice({ house, ids, visitors }: Company, stepId: string): Promise<VoiceIds> {
  const say =
    (visitor: Visitor) =>
    <T = { id: string }>(method: string, url: string, body?: object): Promise<T> =>
      house.ask<T>(visitors[visitor], method, url, body)
  const [admin, leader] = [say('administrator'), say('leader')]
  await admin('POST', '/api/role-grants', { personId: ids.leader, role: 'team-leader', unitId: ids.unit })
  const made = (name: string) => admin('POST', '/api/surveys', { name, questions: ['nps', 'csat', 'fcr'].map((kind) => ({ kind })) })
  const { id: draft } = await made('Return, at the counter')
  const { id: survey } = await made('Parcel, two days later')
  await admin('POST', `/api/surveys/${survey}/openings`)
  const link = { surveyId: survey, unitId: ids.unit, stepId, label: 'Slip in the box' }
  const { path: address } = await admin<{ path: string }>('POST', '/api/survey-links', link)

  const customer = await house.visitor()
  let own = ''
  for (const answer of answers) {
    const html = await (await customer.request.get(house.origin + address)).text()
    const key = /name="key" value="([\w-]{43})"/.exec(html)![1]!
    const sent = await customer.request.post(house.origin + address, {
      headers: { origin: 'null' },
      form: { ...answer, key },
      maxRedirects: 0,
    })
    if (sent.status() !== 303) throw new Error(`an answer: ${sent.status()} ${await sent.text()}`)
    own ||= sent.headers()['location']!.split('?')[0]!
  }
  await customer.close()

  const { items } = await leader<{ items: { id: string; caseId: string | null }[] }>('GET', '/api/responses')
  const complaint = items.find(({ caseId }) => caseId !== null)!
  await leader('POST', `/api/cases/${complaint.caseId}/notes`, { kind: 'tried', words: 'Nobody answered. I try again after six.' })

  const upload = await visitors.administrator.request.post(`${house.origin}/api/contact-intakes`, {
    headers: { origin: house.origin },
    multipart: { surveyId: survey, unitId: ids.unit, file: { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(contacts) } },
  })
  if (!upload.ok()) throw new Error(`orders.csv: ${upload.status()} ${await upload.text()}`)
  const { id: intake } = (await upload.json()) as { id: string }
  return { unit: ids.unit, survey, draft, response: complaint.id, case: complaint.caseId!, intake, address, own }
}

/** A customer has no account: the page follows the address, which here gets the language of this look. */
const asCustomer = (address: (language: string) => string) => async (page: Page) => {
  await page.goto(address(await page.evaluate('document.documentElement.lang')))
  await page.locator('h1').waitFor()
}

/** The public pages; their addresses are known once the answers are there. */
export const customerPages = ({ address, own }: VoiceIds): VoicePage[] => [
  { name: 'survey of a customer', path: '/customers-words', as: 'employee', prepare: asCustomer((language) => `${address}?l=${language}`) },
  { name: 'survey, thanks', path: '/customers-words', as: 'employee', prepare: asCustomer((language) => `${own}?l=${language}`) },
  {
    name: 'survey, changing an answer',
    path: '/customers-words',
    as: 'employee',
    prepare: asCustomer((language) => `${own}?l=${language}&edit=1`),
  },
]

const nothing = '019b0000-0000-7000-8000-000000000000'

export const voicePages: VoicePage[] = [
  { name: 'customers’ words', path: '/customers-words', as: 'employee' },
  { name: 'answers', path: '/answers', as: 'leader' },
  { name: 'answers, none found', path: '/answers?kind=mixed&hasWords=true&firstDay=2020-01-01&lastDay=2020-01-02', as: 'leader' },
  { name: 'an answer', path: ({ response }) => `/answers/${response}`, as: 'leader' },
  { name: 'an answer that is not there', path: `/answers/${nothing}`, as: 'leader' },
  { name: 'cases', path: '/cases', as: 'leader' },
  { name: 'cases, resolved', path: '/cases?view=resolved', as: 'leader' },
  { name: 'a case', path: (ids) => `/cases/${ids.case}`, as: 'leader' },
  { name: 'surveys', path: '/surveys', as: 'administrator' },
  { name: 'add a survey', path: '/surveys/add', as: 'administrator' },
  { name: 'a survey', path: ({ survey }) => `/surveys/${survey}`, as: 'administrator' },
  { name: 'a draft of a survey', path: ({ draft }) => `/surveys/${draft}`, as: 'administrator' },
  { name: 'contacts', path: '/contacts', as: 'administrator' },
  { name: 'a file of contacts', path: ({ intake }) => `/contacts/${intake}`, as: 'administrator' },
  { name: 'scores', path: ({ unit }) => `/scores?unitId=${unit}`, as: 'leader' },
]

// The pages of language in the states that people meet, with words in three languages to stand in them.
import type { BrowserContext, Page } from 'playwright-core'
import type { OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

type Triple = readonly [en: string, de: string, ar: string]
const inAll = <T extends object>(make: (at: 0 | 1 | 2) => T) => ({ en: make(0), de: make(1), ar: make(2) })

const principles: { colour: string; icon: string; name: Triple; meaning: Triple }[] = [
  {
    colour: 'sky',
    icon: 'eye',
    name: ['See the person', 'Den Menschen sehen', 'نرى الإنسان'],
    meaning: [
      'We look up, use the name, and ask one question more.',
      'Wir blicken auf, nennen den Namen und fragen einmal mehr nach.',
      'نرفع رؤوسنا، ونناديه باسمه، ونسأل سؤالًا آخر.',
    ],
  },
  {
    colour: 'navy',
    icon: 'link',
    name: ['Keep the promise', 'Das Versprechen halten', 'نفي بالوعد'],
    meaning: [
      'We do what we said, when we said it, and the parcel arrives as it left.',
      'Wir tun, was wir gesagt haben, wann wir es gesagt haben, und das Paket kommt an, wie es ging.',
      'نفعل ما قلناه في الوقت الذي قلناه، ويصل الطرد كما خرج.',
    ],
  },
  {
    colour: 'leaf',
    icon: 'feather',
    name: ['Make it easy', 'Es leicht machen', 'نجعله سهلًا'],
    meaning: ['One person, one call, one page.', 'Eine Person, ein Anruf, eine Seite.', 'شخص واحد، ومكالمة واحدة، وصفحة واحدة.'],
  },
  {
    colour: 'rose',
    icon: 'speakerphone',
    name: ['Say it early', 'Früh Bescheid sagen', 'نقول مبكرًا'],
    meaning: ['You hear it from us first.', 'Sie erfahren es zuerst von uns.', 'تسمعه منا أولًا.'],
  },
  {
    colour: 'violet',
    icon: 'flag',
    name: ['Own it to the end', 'Bis zum Ende verantworten', 'نتابع حتى النهاية'],
    meaning: ['Whoever hears it keeps it.', 'Wer es hört, behält es.', 'من سمع بالأمر تولّاه.'],
  },
]
const examples: { looksLike: Triple; doesNot: Triple }[] = [
  {
    looksLike: [
      'I pack as if the box will fall once. If filler is missing, I fetch it or say so.',
      'Ich packe so, als würde das Paket einmal fallen. Fehlt Füllmaterial, hole ich es oder sage Bescheid.',
      'أغلّف كأن العلبة ستسقط مرة. وإذا نقصت الحشوة أحضرتها أو أخبرت بذلك.',
    ],
    doesNot: [
      'I close the box and hope, because the truck is waiting.',
      'Ich mache den Karton zu und hoffe, weil der Lkw wartet.',
      'أغلق العلبة وأتأمّل خيرًا لأن الشاحنة تنتظر.',
    ],
  },
  {
    looksLike: [
      'I say when I will call back, and I call then.',
      'Ich sage, wann ich zurückrufe, und rufe dann an.',
      'أقول متى سأعاود الاتصال، وأتصل حينها.',
    ],
    doesNot: ['“Somebody will get in touch.”', '„Es meldet sich jemand.“', '«سيتواصل معك أحد.»'],
  },
]

/** Words for everything that the pages show; called once, before they are looked at. */
export async function settleLanguage(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const say = <T = { id: string }>(method: string, url: string, body?: object): Promise<T> => house.ask<T>(ada, method, url, body)
  const hurried = { reason: 'Chosen in the workshop of all departments.', overrideReason: 'The first one was only a draft.' }
  const wordings: Triple = [
    'Every parcel is a promise to someone waiting, and to each other.',
    'Jedes Paket ist ein Versprechen an Menschen, die warten, und aneinander.',
    'كل طرد وعد لمن ينتظره، ووعد لبعضنا.',
  ]
  await say('POST', '/api/mantra-versions', { texts: inAll((at) => ({ wording: wordings[at] })), ...hurried })
  const ids: string[] = []
  for (const { colour, icon, name, meaning } of principles)
    ids.push((await say('POST', '/api/principles', { colour, icon, texts: inAll((at) => ({ name: name[at], meaning: meaning[at] })) })).id)
  const roles = [
    (await say('POST', '/api/job-roles', { name: 'Picking and packing' })).id,
    (await say('POST', '/api/job-roles', { name: 'Customer service' })).id,
  ]
  for (const [i, { looksLike, doesNot }] of examples.entries())
    await say('POST', `/api/principles/${ids[1]}/examples`, {
      jobRoleId: roles[i],
      texts: inAll((at) => ({ looksLike: looksLike[at], doesNot: doesNot[at] })),
    })
  const anchors = {
    name: 'Says what is missing',
    poor: 'Leaves it.',
    good: 'Fetches it or says so.',
    great: 'Finds out why it is missing.',
  }
  for (const level of [1, 2])
    await say('POST', '/api/behaviours', { principleId: ids[1], jobRoleId: roles[0], level, texts: { en: anchors } })
  for (const [kind, place] of [
    ['mantra-poster', 'Break room, beside the door'],
    ['principles-poster', 'Table 3'],
  ])
    await say('POST', '/api/placements', { kind, place, unitId: house.ids.packing, language: 'en' })
  const changed = { ...inAll((at) => ({ wording: wordings[at] })), en: { wording: 'Every parcel is a promise to someone waiting.' } }
  await say('POST', '/api/mantra-versions', { texts: changed, ...hurried })
  await say('POST', '/api/wallboards', { name: 'Canteen', language: 'en' })
  await ada.close()
}

const toPrinciple = async (page: Page): Promise<void> => {
  await page.locator('.principle-row-name a').nth(1).click()
  await page.locator('.principle-body').waitFor()
}
const follow = (part: string) => async (page: Page) => {
  await toPrinciple(page)
  await page.goto(`${page.url()}/${part}`)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
}
const send = async (page: Page): Promise<void> => {
  await page.locator('form button[type=submit]').click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}
/** The language of this look; a screen has no account that would say it. */
const spoken = async (house: OpenHouse): Promise<string> =>
  String((await house.sql('select language from accounts limit 1'))[0]!['language'])
async function withoutAddress(page: Page, house: OpenHouse): Promise<void> {
  const language = await spoken(house)
  await page.route('**/wallboard', (route) => route.continue({ headers: { ...route.request().headers(), 'accept-language': language } }))
  await page.reload()
  await page.locator('#not-connected').waitFor()
}
async function onScreen(page: Page, house: OpenHouse, _context: BrowserContext): Promise<void> {
  const language = await spoken(house)
  const ada = await house.signedIn('ada@hollin.example')
  const { address } = await house.ask<{ address: string }>(ada, 'POST', '/api/wallboards', { name: 'Depot', language })
  await ada.close()
  await page.goto('about:blank')
  await page.goto(address)
  await page.locator('.slide[data-shown]').waitFor()
}

export const languagePages: PageToCheck[] = [
  { name: 'mantra', path: '/mantra', as: 'administrator' },
  { name: 'new mantra', path: '/mantra/new', as: 'administrator' },
  { name: 'new mantra, not filled in', path: '/mantra/new', as: 'administrator', prepare: send },
  { name: 'principles', path: '/principles', as: 'administrator' },
  { name: 'principles, to read', path: '/principles', as: 'team-leader' },
  { name: 'add a principle', path: '/principles/add', as: 'administrator' },
  { name: 'add a principle, not filled in', path: '/principles/add', as: 'administrator', prepare: send },
  { name: 'principle', path: '/principles', as: 'administrator', prepare: toPrinciple },
  { name: 'principle, to read', path: '/principles', as: 'team-leader', prepare: toPrinciple },
  { name: 'what carries a principle', path: '/principles', as: 'administrator', prepare: follow('uses') },
  { name: 'change a principle', path: '/principles', as: 'administrator', prepare: follow('change') },
  {
    name: 'retire a principle, asked',
    path: '/principles',
    as: 'administrator',
    prepare: async (page) => {
      await follow('change')(page)
      await page.locator('main .button-stop').click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'examples, one open',
    path: '/principles',
    as: 'administrator',
    prepare: async (page) => {
      await follow('examples')(page)
      await page.locator('.table .button').first().click()
      await page.locator('form').waitFor()
    },
  },
  { name: 'behaviours', path: '/behaviours', as: 'administrator' },
  { name: 'behaviours, none', path: '/behaviours?role=me', as: 'team-leader' },
  { name: 'add a behaviour', path: '/behaviours/add', as: 'administrator' },
  {
    name: 'change a behaviour',
    path: '/behaviours',
    as: 'administrator',
    prepare: async (page) => {
      await page.locator('.behaviour-head .link-alone').first().click()
      await page.locator('form').waitFor()
    },
  },
  { name: 'posters', path: '/posters', as: 'administrator' },
  { name: 'signature', path: '/signature', as: 'team-leader' },
  { name: 'screens', path: '/screens', as: 'administrator' },
  {
    name: 'screens, one made',
    path: '/screens',
    as: 'administrator',
    prepare: async (page) => {
      await page.locator('input[name=name]').fill('Depot')
      await page.locator('form button[type=submit]').click()
      await page.locator('.code').waitFor()
    },
  },
  { name: 'placements', path: '/placements', as: 'administrator' },
  {
    name: 'placements, of a leader, noting one',
    path: '/team/placements?state=outdated',
    as: 'team-leader',
    prepare: async (page) => {
      await page.locator('main .section .button').last().click()
      await page.locator('form').waitFor()
    },
  },
  { name: 'a screen without an address', path: '/wallboard', as: 'nobody', prepare: withoutAddress },
  { name: 'a screen', path: '/wallboard', as: 'nobody', prepare: onScreen },
]

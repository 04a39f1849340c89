// People, words and codes to print in each language; long, short, and of many scripts.
import type { Language, PrintData, Template } from '#platform/print/print.ts'

export const printedAt = new Date('2026-11-22T10:00:00Z')
const until = new Date('2027-04-30T16:00:00Z')
export const mantra = {
  en: 'Every parcel is a promise to someone waiting, and to each other.',
  de: 'Jedes Paket ist ein Versprechen: an Menschen, die warten, und aneinander.',
  ar: 'كلُّ طردٍ وعدٌ لمن ينتظره، ووعدٌ لبعضنا.',
}
export const organisation = { name: 'Hollin Parcel', mantra }

export const names: Record<Language, string[]> = {
  en: ['Amina Diallo', 'Marta Kovač', 'Łukasz Şahin', 'سمير حداد', 'Nguyễn Thị Minh Khai', 'Li', 'Packer 1204', 'Ελένη Παπαδοπούλου'],
  de: ['Jürgen Groß', 'Bartholomäus Wiesengrund-Oberhauser', 'Donaudampfschifffahrtsgesellschaftskapitänin', 'Наталья Дмитриевна'],
  ar: ['سمير حداد', 'عبد الرحمن بن عبد العزيز الدوسري', 'فاطمة الزهراء', 'Marta Kovač'],
}
const units: Record<Language, string> = {
  en: 'Returns and special packaging',
  de: 'Auftragsabwicklung und Sonderverpackungen',
  ar: 'قسم التغليف',
}
const person = (language: Language) => (name: string) => ({ name, unit: units[language], site: 'Northgate' })

const address = 'attune.hollin-parcel.example/start'
const code = 'K7QM4RXW9TPA'

type Segments = PrintData<'poster-mantra'>['segments']
const mantraSegments: Record<Language, Segments> = {
  en: [
    { words: 'Every parcel is a promise to ', tone: 'plain' },
    { words: 'someone waiting', tone: 'customers' },
    { words: ', and to ', tone: 'plain' },
    { words: 'each other.', tone: 'colleagues' },
  ],
  de: [
    { words: 'Jedes Paket ist ein Versprechen: an ', tone: 'plain' },
    { words: 'Menschen, die warten', tone: 'customers' },
    { words: ', und ', tone: 'plain' },
    { words: 'aneinander.', tone: 'colleagues' },
  ],
  ar: [
    { words: 'كلُّ طردٍ وعدٌ ', tone: 'plain' },
    { words: 'لمن ينتظره', tone: 'customers' },
    { words: '، ووعدٌ ', tone: 'plain' },
    { words: 'لبعضنا.', tone: 'colleagues' },
  ],
}
const principleLooks = [
  { ink: '#165690', icon: 'eye' },
  { ink: '#003678', icon: 'link' },
  { ink: '#3E5D00', icon: 'feather' },
  { ink: '#813F4F', icon: 'speakerphone' },
  { ink: '#63419A', icon: 'flag' },
  { ink: '#754537', icon: 'seedling' },
]
const principles: Record<Language, [string, string][]> = {
  en: [
    ['See the person', 'We look up, use the name, and ask one question more.'],
    ['Keep the promise', 'We do what we said, when we said it.'],
    ['Make it easy', 'One person, one call, one page: the fewest steps for you.'],
    ['Say it early', 'When something goes wrong, you hear it from us first.'],
    ['Own it to the end', 'Whoever hears it keeps it, until you say it is solved.'],
    ['Leave it better', 'We fix what broke, and then what broke it.'],
  ],
  de: [
    ['Den Menschen sehen', 'Wir blicken auf, nennen den Namen und fragen einmal mehr nach.'],
    ['Das Versprechen halten', 'Wir tun, was wir gesagt haben, und zwar dann, wann wir es gesagt haben.'],
    ['Es leicht machen', 'Eine Person, ein Anruf, eine Seite: so wenige Schritte wie möglich.'],
    ['Früh Bescheid sagen', 'Geht etwas schief, erfahren Sie es zuerst von uns.'],
    ['Bis zum Ende verantworten', 'Wer es hört, behält es, bis Sie sagen, dass es gelöst ist.'],
    ['Besser hinterlassen', 'Wir reparieren, was kaputtging, und dann, was es kaputtmachte.'],
  ],
  ar: [
    ['نرى الإنسان', 'نرفع رؤوسنا، ونناديه باسمه، ونسأل سؤالًا آخر.'],
    ['نفي بالوعد', 'نفعل ما قلناه، في الوقت الذي قلناه.'],
    ['نجعله سهلًا', 'شخص واحد، ومكالمة واحدة، وصفحة واحدة: أقل الخطوات لك.'],
    ['نقول مبكرًا', 'إذا حدث خطأ، تسمعه منا أولًا.'],
    ['نتابع حتى النهاية', 'من سمع بالأمر تولّاه، حتى تقول إنه حُلّ.'],
    ['نتركه أفضل', 'نصلح ما انكسر، ثم ما كسره.'],
  ],
}

type Samples = { [T in Template]: PrintData<T> }
export function samples(language: Language): Samples {
  const people = names[language].map(person(language))
  const cards = people.map((someone) => ({ ...someone, address, qr: `https://${address}#${code}`, code, until }))
  return {
    'badge-sheet': {
      organisation,
      badges: people.map((someone, i) => ({ ...someone, qr: `https://${address}/b/${i}`, until: i % 2 ? until : undefined })),
    },
    'pin-slips': { organisation, slips: people.map((someone, i) => ({ ...someone, pin: String(471_900 + i), until })) },
    'invitation-cards': { organisation, cards: cards.map((card, i) => ({ ...card, issuedBy: i % 2 ? 'Marta Kovač' : undefined })) },
    'reset-cards': { organisation, cards: cards.map((card) => ({ ...card, issuedBy: 'Marta Kovač' })) },
    'poster-mantra': {
      organisation,
      number: 3,
      since: printedAt,
      qr: `https://${address}`,
      segments: mantraSegments[language],
    },
    'poster-story': {
      organisation,
      size: 'a4',
      since: printedAt,
      qr: `https://${address}`,
      headline: principles[language][0]![0],
      sentence: principles[language][1]![1],
      principle: { name: principles[language][2]![0], ...principleLooks[2]! },
      code: '7F3A1C',
    },
    'poster-principles': {
      organisation,
      since: printedAt,
      qr: `https://${address}`,
      principles: principles[language].map(([name, meaning], i) => ({ name, meaning, ...principleLooks[i]! })),
    },
    journey: {
      organisation,
      name: `${units[language]} ${names[language][1]!}`,
      summary: mantra[language],
      version: '12',
      stages: [0, 1, 2].map((stage) => ({
        name: `${units[language]} ${stage + 1}`,
        steps: [0, 1, 2, 3].map((step) => ({
          number: stage * 4 + step + 1,
          name: names[language][step]!,
          customer: mantra[language],
          notes: [units[language], names[language][0]!],
          front: { text: mantra[language], who: [names[language][1]!] },
          back: { text: step % 2 ? mantra[language] : '', who: names[language] },
          support: { text: '', who: [] },
        })),
      })),
    },
    'survey-cards': {
      organisation,
      cards: names[language].map((name, i) => ({
        title: mantra[language],
        question: name,
        qr: `https://${address}/s/${String(i).padStart(43, 'k3Jx9Qm2')}`,
        address,
        label: units[language],
        language,
      })),
    },
    'record-of-data': {
      organisation,
      version: '0.1.0',
      entries: Array.from({ length: 60 }, (_, i) => ({
        area: `${units[language]} ${i % 4}`,
        what: names[language][i % names[language].length]!,
        purpose: mantra[language],
        whoSees: i % 5 ? ['Marta Kovač', units[language]] : [],
        howLong: '90 days',
      })),
    },
  }
}

export const badgesFor = (people: string[]): PrintData<'badge-sheet'> => ({
  organisation,
  badges: people.map((name, i) => ({ name, qr: `https://${address}/b/${String(i).padStart(43, 'k3Jx9Qm2')}` })),
})

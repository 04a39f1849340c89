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

// What can stand in the place of a trace. The first fits most often; the author chooses, or writes another.
import { type StoryLanguage, titles, type TraceKind } from './traces.ts'

type Offered = Exclude<TraceKind, 'order' | 'name'> | 'colleague' | 'woman' | 'man' | 'somebody' | 'order'
const offers: Record<StoryLanguage, Record<Offered, string[]>> = {
  en: {
    'e-mail': ['an e-mail address', 'her e-mail address', 'his e-mail address'],
    iban: ['a bank account', 'her bank account', 'his bank account'],
    phone: ['a phone number', 'her number', 'his number'],
    order: ['the order', 'her order', 'his order'],
    address: ['at home', 'her street', 'his street', 'a street nearby'],
    date: ['one day', 'that day', 'some weeks later'],
    woman: ['a customer', 'the customer', 'a colleague'],
    man: ['a customer', 'the customer', 'a colleague'],
    somebody: ['a customer', 'the customer', 'a colleague', 'somebody'],
    colleague: ['a colleague', 'the colleague', 'one of us'],
  },
  de: {
    'e-mail': ['eine E-Mail-Adresse', 'ihre E-Mail-Adresse', 'seine E-Mail-Adresse'],
    iban: ['ein Bankkonto', 'ihr Bankkonto', 'sein Bankkonto'],
    phone: ['eine Telefonnummer', 'ihre Nummer', 'seine Nummer'],
    order: ['die Bestellung', 'ihre Bestellung', 'seine Bestellung'],
    address: ['zu Hause', 'ihre Straße', 'seine Straße', 'eine Straße in der Nähe'],
    date: ['eines Tages', 'an dem Tag', 'einige Wochen später'],
    woman: ['eine Kundin', 'die Kundin', 'der Kundin', 'eine Kollegin'],
    man: ['ein Kunde', 'der Kunde', 'dem Kunden', 'ein Kollege'],
    somebody: ['eine Kundin', 'ein Kunde', 'jemand', 'aus dem Team'],
    colleague: ['jemand aus dem Team', 'eine Kollegin', 'ein Kollege'],
  },
  ar: {
    'e-mail': ['بريد إلكتروني', 'بريدها الإلكتروني', 'بريده الإلكتروني'],
    iban: ['حساب مصرفي', 'حسابها المصرفي', 'حسابه المصرفي'],
    phone: ['رقم هاتف', 'رقمها', 'رقمه'],
    order: ['الطلب', 'طلبها', 'طلبه'],
    address: ['في البيت', 'عنوانها', 'عنوانه'],
    date: ['ذات يوم', 'في ذلك اليوم', 'بعد أسابيع'],
    woman: ['إحدى العميلات', 'العميلة', 'زميلة'],
    man: ['أحد العملاء', 'العميل', 'زميل'],
    somebody: ['أحد العملاء', 'إحدى العميلات', 'شخص ما'],
    colleague: ['أحد الزملاء', 'إحدى الزميلات', 'واحد منا'],
  },
}

export function offersFor(kind: TraceKind | 'colleague', words: string, language: StoryLanguage): string[] {
  const of = offers[language]
  if (kind === 'name') {
    const begins = (list: string): boolean => new RegExp(`^(?:${list})(?![\\p{L}])`, 'iu').test(words)
    const all = Object.values(titles)
    return of[all.some(({ woman }) => begins(woman)) ? 'woman' : all.some(({ man }) => begins(man)) ? 'man' : 'somebody']
  }
  if (kind !== 'order') return of[kind]
  // The noun before the number is what is meant: "her order 48213" becomes "her order".
  const noun = /^[\p{L}\p{M}]+/u.exec(words)?.[0]
  const isWord = noun !== undefined && noun.length > 3 && /\p{Ll}|\p{Script=Arabic}/u.test(noun)
  return isWord ? [noun, ...of.order] : of.order
}

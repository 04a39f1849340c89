// What a text may give away, as patterns. Every number is looked for in Western digits: Arabic ones are turned first, length for length.
export const traceKinds = ['e-mail', 'iban', 'phone', 'order', 'address', 'date', 'name'] as const
export type TraceKind = (typeof traceKinds)[number]
export type StoryLanguage = 'en' | 'de' | 'ar'

export interface Pattern {
  kind: TraceKind
  of: RegExp
  isStrong: boolean
}

const number = String.raw`(?:no\.?|nos\.?|number|nr\.?|nummer|num\.?|رقم|#|№|:)`
const orderNoun = String.raw`order|parcel|tracking|shipment|invoice|booking|ticket|case|contract|customer|account|policy|bestellung|auftrag|rechnung|kunden?|paket|sendung|sendungs|bestell|auftrags|rechnungs|vertrag|vertrags|vorgang|vorgangs|buchung|buchungs|الطلبية|الطلب|طلب|فاتورة|الفاتورة|شحنة|الشحنة|الحجز|العقد|التذكرة|الحساب`
const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر'
const b = String.raw`(?<![\p{L}\p{N}])`
const e = String.raw`(?![\p{L}\p{N}])`

/** In this order: what is found first covers what would be found inside it later. */
export const patterns: readonly Pattern[] = [
  { kind: 'e-mail', isStrong: true, of: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu },
  { kind: 'iban', isStrong: true, of: new RegExp(`${b}[A-Z]{2}\\d{2}(?: ?[A-Z\\d]{4}){2,7}(?: ?[A-Z\\d]{1,3})?${e}`, 'gu') },
  // Street and house number.
  {
    kind: 'address',
    isStrong: true,
    of: new RegExp(
      `${b}\\d{1,5}[a-z]?,? (?:\\p{Lu}[\\p{L}'’-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|Square|Way|Place|Terrace|Gardens|Crescent)${e}\\.?`,
      'gu',
    ),
  },
  {
    kind: 'address',
    isStrong: true,
    of: new RegExp(
      `${b}(?:\\p{Lu}[\\p{L}-]*(?:straße|strasse|str\\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee)|\\p{Lu}[\\p{L}]+[ -](?:Straße|Strasse|Str\\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer)) ?\\d{1,4} ?[a-z]?${e}`,
      'gu',
    ),
  },
  { kind: 'address', isStrong: true, of: /شارع\s+[\p{L}\p{M}]+(?:\s+[\p{L}\p{M}]+)?(?:\s*،?\s*(?:رقم\s*|بناية\s*)?\d+)?/gu },
  { kind: 'address', isStrong: true, of: new RegExp(`${b}[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}${e}`, 'gu') },
  { kind: 'address', isStrong: true, of: new RegExp(`${b}\\d{5} \\p{Lu}\\p{Ll}[\\p{L}-]+`, 'gu') },
  // The date before numbers: 12.03.2026 is neither a phone nor an order. With its year it tells more.
  {
    kind: 'date',
    isStrong: true,
    of: new RegExp(
      `${b}(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}(?:\\.|st|nd|rd|th)? (?:of )?(?:${months})\\.?,? \\d{4}|(?:${months}) \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})${e}`,
      'giu',
    ),
  },
  {
    kind: 'date',
    isStrong: false,
    of: new RegExp(`${b}(?:\\d{1,2}(?:\\.|st|nd|rd|th)? (?:of )?(?:${months})|(?:${months}) \\d{1,2}(?:st|nd|rd|th)?)${e}`, 'giu'),
  },
  // An order's number after its noun, which stays; then numbers that look like one by themselves.
  {
    kind: 'order',
    isStrong: true,
    of: new RegExp(
      `${b}(?:${orderNoun})-?\\s?(?:${number}\\s?){0,2}((?!(?:19|20)\\d\\d(?![\\dA-Z/-]))(?=[A-Z\\d/-]*\\d{3})[A-Z\\d][A-Z\\d/-]{2,24})${e}`,
      'giu',
    ),
  },
  { kind: 'phone', isStrong: true, of: /(?<![\p{L}\p{N}])(?:\+|00|0|\(0)\d?(?:[ ()/.-]{0,2}\d){6,13}(?![\p{L}\p{N}])/gu },
  {
    kind: 'order',
    isStrong: true,
    of: new RegExp(`${b}(?:#\\d{3,}|(?=[A-Z\\d-]*[A-Z])(?=(?:[A-Z-]*\\d){4})[A-Z\\d]+(?:-[A-Z\\d]+)*|\\d{6,}(?:-\\d+)*)${e}`, 'gu'),
  },
]

export const titles: Record<StoryLanguage, { woman: string; man: string; other: string }> = {
  en: { woman: 'Mrs|Ms|Miss|Madam|Lady', man: 'Mr|Sir', other: 'Dr|Prof|Professor|Doctor' },
  de: { woman: 'Frau', man: 'Herrn|Herr', other: 'Familie|Dr|Prof' },
  ar: { woman: 'السيدة|الآنسة|الأستاذة|الدكتورة|أم', man: 'السيد|الأستاذ|الدكتور|أبو|أبي', other: 'عائلة|المهندس|المهندسة' },
}
/** "She was called", "heißt": what follows is a name. */
export const introductions =
  'called|named|name is|name was|my name is|heißt|hieß|heiße|namens|Name ist|Name war|اسمها|اسمه|اسمي|تدعى|يدعى|المدعو|المدعوة'

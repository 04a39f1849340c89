// Which column of a file holds what, by its header in three languages, else by what stands in it.
import { fold } from '#engines/text/fold.ts'
import type { ContactField } from '../contract.ts'

const words: Record<ContactField, string> = {
  externalId:
    'id contactid contactno orderid orderno ordernumber order ticket ticketid ticketno ticketnumber caseid reference ref invoice receipt booking bookingid vorgang vorgangsnummer auftrag auftragsnummer bestellnummer bestellung ticketnummer rechnungsnummer belegnummer kontaktid رقمالطلب رقمالتذكرة رقمالمعاملة رقمالفاتورة المعرف',
  happenedOn:
    'date day contactdate orderdate closed closedon solvedon delivered deliveredon visit visited timestamp time created createdat datum tag kontaktdatum bestelldatum lieferdatum erledigtam zeitpunkt التاريخ تاريخ اليوم تاريخالطلب',
  unit: 'unit team department shop store branch location site abteilung filiale laden standort bereich einheit القسم الفريق الفرع المتجر الوحدة',
  step: 'step journeystep touchpoint stage schritt etappe kontaktpunkt الخطوة المرحلة',
  customer:
    'customer customerid customerno customernumber client clientid account accountno kundennummer kundennr kunde kundenid رقمالعميل العميل الزبون',
  name: 'name fullname customername clientname contactname kundenname ansprechpartner الاسم اسمالعميل',
  email: 'email mail emailaddress customeremail mailadresse emailadresse البريد البريدالالكتروني الايميل',
  phone:
    'phone phonenumber mobile mobilenumber telephone tel cell telefon telefonnummer handy mobil mobilnummer rufnummer الهاتف رقمالهاتف الجوال الموبايل',
  language: 'language lang locale sprache اللغة',
}
const plain = (header: string): string => fold(header).replace(/[^\p{L}\p{N}]+/gu, '')
const byWord = new Map<string, ContactField>(
  Object.entries(words).flatMap(([field, list]) => list.split(' ').map((word) => [plain(word), field as ContactField] as const)),
)

export const isKnownHeader = (header: string): boolean => byWord.has(plain(header))

const looks: [ContactField, RegExp][] = [
  ['email', /^\S+@\S+\.\S+$/],
  ['happenedOn', /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T].*)?$/],
  ['phone', /^\+?[\d\s()/-]{7,20}$/],
]

/** One field for each column, each field once. */
export function guessColumns(headers: readonly string[], sampleRows: readonly (readonly string[])[]): (ContactField | null)[] {
  const taken = new Set<ContactField>()
  const take = (field: ContactField | undefined): ContactField | null => {
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  }
  const fields = headers.map((header) => take(byWord.get(plain(header))))
  for (const [field, look] of looks) {
    if (taken.has(field)) continue
    const column = headers.findIndex((_, i) => {
      const values = sampleRows.map((row) => row[i]?.trim() ?? '').filter((value) => value !== '')
      return fields[i] === null && values.length > 0 && values.filter((value) => look.test(value)).length >= values.length * 0.8
    })
    if (column >= 0) fields[column] = take(field)
  }
  return fields
}

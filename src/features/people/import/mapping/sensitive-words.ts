// Columns that Attune has no use for and must not even suggest. A word list errs on the side of leaving out.
import { headerTokens } from './fold-header.ts'

const words = (text: string): Set<string> => new Set(text.split('|').flatMap((phrase) => headerTokens(phrase.trim())))

const whole =
  words(`pay|age|alter|sex|race|rate|wage|wages|income|ssn|sin|nin|dob|grade|score|scores|review|reviews|allowance|children|kinder|anrede|salutation|tax|health|sick|medical|
  insurance|pension|bank|iban|passport|visa|married|spouse|kids|dependents|dependants|home|private|privat|private|emergency|phone|mobile|telefon|handy|reason|grund|gender|salary|bonus|
  union|veteran|pronouns|orientation|hike|raise|stock|nationality|citizenship|address|adresse|anschrift|strasse|street|plz|zip|postcode|city|wohnort|birthplace|relation|relationship|illness|
  الراتب|الأجر|البدل|البدلات|الجنس|الجنسية|العمر|السن|الميلاد|الديانة|الدين|الاجتماعية|الهوية|الإقامة|الجواز|التقييم|الأداء|الصحة|الصحية|التأمين|الحساب|البنك|الجوال|الهاتف|العنوان|المكافأة|المكافآت|سبب|الزواج|الأبناء`)

const part =
  /salar|compens|gehalt|verguet|entgelt|gender|geschlecht|birth|geburt|religi|konfession|marital|familienstand|nationalit|staatsang|citizen|ethni|disab|behinder|krank|diagnos|perform|bewertung|beurteil|rating|passport|(kirchen|lohn)steuer|steuer(klasse|nummer|id)|sozialversicherung|socialsecurity|nationalid|bankverbindung|kontonummer|bonus|lohn|schwanger|pregnan|gewerkschaft|notfallkontakt/

/** Salary, gender, birth date, religion, health, rating, private contact and the like. */
export function isSensitive(header: string): boolean {
  const tokens = headerTokens(header)
  // A home department is where a person works.
  if (tokens[0] === 'home' && tokens[1] === 'department') return tokens.slice(2).some((token) => whole.has(token))
  // An e-mail address is not where somebody lives.
  const words = tokens.includes('email') ? tokens.filter((token) => !/^adress|^address/.test(token)) : tokens
  return words.some((token) => whole.has(token)) || part.test(words.join(''))
}

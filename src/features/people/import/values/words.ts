// Cells that hold one of a few words: employed or not, yes or no.
import { fold } from '#engines/text/fold.ts'

const words = (text: string): Set<string> => new Set(text.split('|').map((word) => fold(word.trim())))

const active = words(
  `active|a|1|employed|working|current|yes|y|true|on leave|leave of absence|leave|loa|unpaid leave|paid leave|parental leave|maternity leave|
  probation|onboarding|hired|full-time|part-time|full time|part time|permanent|temporary|contractor|suspended|
  aktiv|aktives arbeitsverhältnis|beschäftigt|angestellt|beurlaubt|elternzeit|mutterschutz|ruhend|probezeit|ja|vollzeit|teilzeit|
  نشط|على رأس العمل|فعال|يعمل|إجازة|في إجازة|نعم`,
)
const terminated = words(
  `terminated|t|0|inactive|i|left|leaver|resigned|retired|dismissed|former|ended|withdrawn|deceased|discarded|no|n|false|
  inaktiv|ausgeschieden|ausgetreten|gekündigt|beendet|rentner|pensioniert|ruhestand|verstorben|nein|
  غير نشط|منتهي|منتهية خدماته|مستقيل|متقاعد|مفصول|لا`,
)
const yes = words('yes|y|true|t|1|x|ja|j|wahr|✓|✔|on|leader|manager|نعم|صح')
const no = words('no|n|false|f|0|nein|falsch|off|none|-|لا|خطأ')

/** null: not a word we know. */
export const readStatus = (text: string): 'active' | 'terminated' | null =>
  active.has(fold(text)) ? 'active' : terminated.has(fold(text)) ? 'terminated' : null

export const readYesNo = (text: string): boolean | null => (yes.has(fold(text)) ? true : no.has(fold(text)) ? false : null)

// PINs that many people choose, or that a badge thief would try first, are refused. 4 % of all four-digit PINs, 9 % of
// those with six (dates).
const repeats = /^(\d)\1+$|^(\d\d)\2+$|^(\d{3})\3$|^(\d)\4(\d)\5(?:(\d)\6)?$|^(\d)(\d)\8\7$|^(\d)(\d)(\d)\11\10\9$/
const straight = ['01234567890', '09876543210', '1357924680', '2468013579', '147258369', '369258147', '25802580', '741852963']
// After sequences and repeats, the commonest of published lists (DataGenetics 2012).
const common = new Set([
  '1004',
  '4321',
  '6969',
  '1122',
  '1313',
  '2001',
  '5683',
  '0852',
  '1478',
  '3698',
  '123321',
  '159753',
  '112233',
  '789456',
  '456789',
])

const isDate = (year: string, month: string, day: string): boolean => {
  const at = new Date(`20${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.getUTCDate() === Number(day)
}

/** A four-digit year, or a date as day-month-year, month-day-year or year-month-day. */
function isLikeBirthday(pin: string): boolean {
  if (pin.length === 4) return /^(19[3-9]\d|20[0-3]\d)$/.test(pin)
  if (pin.length !== 6) return false
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)] as [string, string, string]
  return isDate(c, b, a) || isDate(c, a, b) || isDate(a, b, c)
}

export type PinFault = 'not 4 to 6 digits' | 'easy to guess'

export function pinFault(pin: string): PinFault | undefined {
  if (!/^\d{4,6}$/.test(pin)) return 'not 4 to 6 digits'
  if (repeats.test(pin) || straight.some((line) => line.includes(pin)) || common.has(pin) || isLikeBirthday(pin)) return 'easy to guess'
  return undefined
}

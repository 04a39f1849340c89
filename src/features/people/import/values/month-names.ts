// Months as exports write them: English, German (with Austrian forms), Arabic (Gulf and Levant), long and short.
const months = [
  'january jan januar jänner jaenner jän يناير كانون_الثاني',
  'february feb februar feber فبراير شباط',
  'march mar märz maerz mär mrz مارس آذار',
  'april apr أبريل ابريل نيسان',
  'may mai مايو أيار',
  'june jun juni يونيو يونيه حزيران',
  'july jul juli يوليو يوليه تموز',
  'august aug أغسطس اغسطس آب',
  'september sep sept سبتمبر أيلول',
  'october oct oktober okt أكتوبر اكتوبر تشرين_الأول',
  'november nov نوفمبر تشرين_الثاني',
  'december dec dezember dez ديسمبر كانون_الأول',
]

const numberOf = new Map(months.flatMap((names, index) => names.split(' ').map((name) => [name.replace('_', ' '), index + 1] as const)))

/** 1 to 12, or null. */
export const monthNumber = (name: string): number | null => numberOf.get(name.normalize('NFC').toLowerCase().trim()) ?? null

import { fold } from '#engines/text/fold.ts'

const synonyms: Record<string, string> = {
  nr: 'number',
  no: 'number',
  num: 'number',
  nbr: 'number',
  nummer: 'number',
  emp: 'employee',
  mgr: 'manager',
  dept: 'department',
  ma: 'mitarbeiter',
  ident: 'id',
}

/** The words of a header name: `EmployeeNumber`, `EMPLOYEE_NUMBER`, `Employee #` and `Emp. No.` are all `employee number`. */
export function headerTokens(header: string): string[] {
  const spaced = header
    .replace(/ \(\d+\)$/, '')
    .normalize('NFC')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll('#', ' number ')
    .replace(/\be-?\s?mail\b/gi, 'email')
    .replace(/[äöü]/gi, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter)
  const words = fold(spaced).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map((word) => synonyms[word] ?? word.replace(/(?<=\p{L}{2})(nummer|nr)$/u, 'number'))
}

/** One string to compare: `FIRSTNAME` equals `First name`. */
export const headerKey = (header: string): string => headerTokens(header).join('')

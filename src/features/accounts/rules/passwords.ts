// Length and the known-bad ones; no rules about kinds of characters, which make passwords worse (NIST SP 800-63B-4, 3.1.1.2).
export const passwordLeast = 10
export const passwordMost = 200

// Commonest passwords of ten and more characters in published leaks, and beginnings that people lengthen.
const common = new Set(
  `1234567890 12345678910 0123456789 0987654321 qwertyuiop 1q2w3e4r5t 1qaz2wsx3edc qwerty12345 qwertz12345 password12 password123 password1234 passw0rd123
   p@ssw0rd123 p@ssword123 iloveyou123 iloveyou12 welcome123 welcome1234 letmein1234 administrator admin12345 adminadmin changeme123 sunshine123
   princess123 football123 baseball123 superman123 michael123 charlie123 qwerty123456 zaq12wsxcde passwort123 passwort12 hallo12345 schatz1234
   willkommen willkommen1 willkommen123 sommer2024 sommer2025 sommer2026 winter2024 winter2025 winter2026 summer2024 summer2025 summer2026
   customerfirst customer123 service123 attune1234 attuneattune monkey12345 dragon12345 computer123 internet123`.split(/\s+/),
)

export type PasswordFault = 'too short' | 'too long' | 'easy to guess'

/** `known`: words that a guesser has: the e-mail address, names, the organisation. */
export function passwordFault(password: string, known: readonly string[] = []): PasswordFault | undefined {
  const folded = password.normalize('NFKC').toLowerCase()
  const length = [...folded].length
  if (length < passwordLeast) return 'too short'
  if (length > passwordMost) return 'too long'
  if (common.has(folded) || new Set(folded).size < 4 || isRun(folded)) return 'easy to guess'
  const rest = known
    .flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 4)
    .reduce((left, word) => left.replaceAll(word, ''), folded)
  return rest !== folded && [...rest.replace(/[^\p{L}\p{N}]/gu, '')].length < 4 ? 'easy to guess' : undefined
}

const isRun = (text: string): boolean =>
  [...text].every((sign, i, all) => i === 0 || Math.abs(sign.codePointAt(0)! - all[i - 1]!.codePointAt(0)!) <= 1)

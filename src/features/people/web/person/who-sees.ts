// "Who can see this" in words, from the lines of the policy that the server sent along.
import type { T } from '#ui/i18n.ts'

export function whoSeesWords(t: T, who: readonly string[], isMe: boolean): string {
  const words = [...new Set(who)].filter((one) => !(isMe && one === 'self')).map((one) => t(`sees.${one}`))
  return new Intl.ListFormat(t('locale'), { type: 'conjunction' }).format(words)
}

/** With a capital where the script has them. */
export const sentence = (words: string, locale: string): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)

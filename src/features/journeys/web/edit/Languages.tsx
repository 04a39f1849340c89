// Texts in several languages: which one is being written, and the fields for it.
import { useSearchState } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { FilterTabs } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'

export type Said = Partial<Record<string, string>>

export function useWritten(languages: readonly string[], defaultLanguage: string) {
  const [{ lang }] = useSearchState({ lang: defaultLanguage })
  return languages.includes(lang) ? lang : defaultLanguage
}

/** One address for each language, so that back and reload keep it; what was typed stays in the form. */
export function LanguageTabs({ languages, current }: { languages: readonly string[]; current: string }) {
  const t = useT('journeys')
  const { language } = useFormats()
  if (languages.length < 2) return null
  return (
    <FilterTabs
      label={t('edit.language')}
      current={current}
      tabs={languages.map((code) => ({ key: code, label: language(code), to: `?lang=${code}` }))}
    />
  )
}

/** A field for the language that is being written; the organisation's words stand below it while another one is. */
export function SaidField({
  label,
  hint,
  name,
  said,
  onSaid,
  language,
  defaultLanguage,
  isLong,
  isRequired,
  maxLength,
}: {
  label: string
  hint?: string
  name: string
  said: Said
  onSaid: (said: Said) => void
  language: string
  defaultLanguage: string
  isLong?: boolean
  isRequired?: boolean
  maxLength: number
}) {
  const t = useT('journeys')
  const isOther = language !== defaultLanguage
  const house = said[defaultLanguage]
  const props = {
    label,
    hint: isOther && house ? t('edit.houseWords', { words: `\u2068${house}\u2069` }) : hint,
    name: `${name}/${language}`,
    value: said[language] ?? '',
    onChange: (words: string) => onSaid({ ...said, [language]: words }),
    isRequired: isRequired && !isOther ? true : isLong ? false : undefined,
    maxLength,
  }
  return isLong ? <TextArea rows={2} {...props} /> : <TextField {...props} />
}

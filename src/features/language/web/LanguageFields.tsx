// Words in several languages in one form: a block for each language of the organisation, its own first; the others may stay empty.
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { useSession } from '#ui/session.tsx'

export type Values = Record<string, string>
export type TextField = { key: string; label: string; hint?: string; maxLength: number; isArea?: boolean; isOptional?: boolean }

const written = ['en', 'de', 'ar']
/** The organisation's own language first; only those in which words can be written. */
export function useContentLanguages(): string[] {
  const { languages, defaultLanguage } = useSession().organisation
  const known = languages.filter((code) => written.includes(code))
  const own = known.includes(defaultLanguage) ? defaultLanguage : (known[0] ?? 'en')
  return [own, ...known.filter((code) => code !== own)]
}

const nameOf = (language: string, key: string): string => `texts.${language}.${key}`

/** Flat, because each field of a form has a name of its own. */
export function flatTexts(
  languages: string[],
  fields: readonly string[],
  texts: readonly ({ language: string } & Partial<Record<string, string | null>>)[] = [],
): Values {
  const entries = languages.flatMap((language) => {
    const text = texts.find((one) => one.language === language)
    return fields.map((key) => [nameOf(language, key), text?.[key] ?? ''] as const)
  })
  return Object.fromEntries(entries)
}

/** Back into one text for each language; a language without a word is left out. */
export function textsOf(values: Values, languages: string[], fields: readonly string[]): Record<string, Record<string, string>> {
  const texts = languages.flatMap((language) => {
    const words = fields.flatMap((key) => {
      const word = values[nameOf(language, key)]?.trim()
      return word ? [[key, word] as const] : []
    })
    return words.length > 0 ? [[language, Object.fromEntries(words)] as const] : []
  })
  return Object.fromEntries(texts)
}

export function LanguageFields({
  form,
  fields,
  level = 2,
}: {
  form: { values: Values; field: (name: string) => { name: string; value: string; onChange: (value: string) => void } }
  fields: TextField[]
  /** 3 where the form stands inside a section. */
  level?: 2 | 3
}) {
  const t = useT('language')
  const { language: nameOfLanguage } = useFormats()
  const languages = useContentLanguages()
  return languages.map((language, i) => {
    // As soon as one field of a language has words, the others of it are needed too.
    const isBegun = i === 0 || fields.some(({ key }) => form.values[nameOf(language, key)]?.trim())
    return (
      <Section
        key={language}
        level={level}
        hasMargin={level === 2}
        title={nameOfLanguage(language)}
        note={i === 0 ? (languages.length > 1 ? t('texts.own') : undefined) : t('texts.other')}
      >
        <Stack isNarrow>
          {fields.map(({ key, isArea, isOptional, ...field }) => {
            const props = { ...field, isRequired: isOptional ? false : isBegun, ...form.field(nameOf(language, key)) }
            return isArea ? <TextArea key={key} {...props} rows={2} /> : <TextField key={key} {...props} />
          })}
        </Stack>
      </Section>
    )
  })
}

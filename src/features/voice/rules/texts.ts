// The words of a survey: what a customer reads, by language.
import type { QuestionKind } from './answers.ts'

export type ByLanguage = Partial<Record<'en' | 'de' | 'ar', string>>
export const surveyLanguages = ['en', 'de', 'ar'] as const
export type SurveyLanguage = (typeof surveyLanguages)[number]
export const isSurveyLanguage = (language: string | null | undefined): language is SurveyLanguage =>
  surveyLanguages.some((known) => known === language)

export interface SurveyWords {
  title: ByLanguage
  lead: ByLanguage
  why: ByLanguage
}

export const defaultWords: SurveyWords = {
  title: { en: 'How was it for you?', de: 'Wie war es für Sie?', ar: 'كيف كانت تجربتك معنا؟' },
  lead: {
    en: 'Half a minute. The people who did the work will read your words.',
    de: 'Eine halbe Minute. Wer die Arbeit gemacht hat, liest Ihre Worte.',
    ar: 'نصف دقيقة فقط. من قاموا بالعمل سيقرؤون كلماتك.',
  },
  why: { en: 'What should we know?', de: 'Was sollten wir wissen?', ar: 'ما الذي ينبغي أن نعرفه؟' },
}

export const defaultWordings: Record<QuestionKind, ByLanguage> = {
  csat: {
    en: 'How satisfied are you with us this time?',
    de: 'Wie zufrieden sind Sie diesmal mit uns?',
    ar: 'ما مدى رضاك عنا هذه المرة؟',
  },
  nps: {
    en: 'How likely is it that you would recommend us to a friend?',
    de: 'Wie wahrscheinlich ist es, dass Sie uns Freunden empfehlen?',
    ar: 'ما احتمال أن توصي بنا صديقًا؟',
  },
  ces: {
    en: 'We made it easy for you. Do you agree?',
    de: 'Wir haben es Ihnen leicht gemacht. Stimmen Sie zu?',
    ar: 'جعلنا الأمر سهلًا عليك. هل توافق؟',
  },
  fcr: {
    en: 'Was it solved the first time?',
    de: 'War es beim ersten Mal gelöst?',
    ar: 'هل حُلّ الأمر من المرة الأولى؟',
  },
}

/** In the language wanted, else in the house's, else in whatever is there. */
export const inLanguage = (
  words: ByLanguage,
  language: SurveyLanguage,
  fallback: string,
): { words: string; language: SurveyLanguage } | undefined => {
  for (const candidate of [language, fallback, ...surveyLanguages]) {
    if (!isSurveyLanguage(candidate)) continue
    const found = words[candidate]
    if (found !== undefined) return { words: found, language: candidate }
  }
  return undefined
}

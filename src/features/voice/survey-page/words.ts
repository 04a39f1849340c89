// What stands on the survey page besides the survey's own words.
import type { SurveyLanguage } from '../rules/texts.ts'

interface PageWords {
  of: (at: string, all: string) => string
  csat: [string, string, string, string, string]
  nps: [string, string]
  ces: [string, string]
  yes: string
  no: string
  ifYouLike: string
  reach: string
  reachHint: string
  send: string
  note: string
  noteReach: string
  kept: string
  less: string
  lessDone: string
  thanks: string
  thanksText: string
  willReach: (hours: number) => string
  change: string
  until: (when: string) => string
  nothing: string
  closed: string
  closedText: string
  answered: string
  answeredText: string
  unknown: string
  unknownText: string
  busy: string
  busyText: string
  languages: string
}
export const pageWords: Record<SurveyLanguage, PageWords> = {
  en: {
    of: (at, all) => `${at} of ${all}`,
    csat: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],
    nps: ['0, not at all likely', '10, very likely'],
    ces: ['1, not at all', '7, completely'],
    yes: 'Yes',
    no: 'No',
    ifYouLike: 'If you like.',
    reach: 'Would you like to hear from us?',
    reachHint: 'Then leave an e-mail address or a phone number. If you like.',
    send: 'Send my answer',
    note: 'Your answer goes to {{name}} only.',
    noteReach: 'If something went wrong, a person will get in touch.',
    kept: 'What you tick is kept at once; your words only when you send them.',
    less: 'Ask me less often',
    lessDone: 'Understood. We will not ask you for half a year.',
    thanks: 'Thank you. It has arrived.',
    thanksText: 'The people who did the work will read it.',
    willReach: (hours) => `A person will get in touch within ${hours === 24 ? 'a day' : `${hours} hours`}.`,
    change: 'Change my answer',
    until: (when) => `You can change it with the same link until ${when}.`,
    nothing: 'Nothing is filled in yet. One tick is enough.',
    closed: 'This survey is closed',
    closedText: 'Nobody is reading here any more. Please tell us in person, by phone or by mail.',
    answered: 'Your answer has arrived',
    answeredText: 'It can’t be changed any more. Thank you for it.',
    unknown: 'There is no survey at this address',
    unknownText: 'Please check the address, or scan the code again.',
    busy: 'Please try again in a moment',
    busyText: 'Your answer was not taken. Go back, what you wrote is still there.',
    languages: 'Language',
  },
  de: {
    of: (at, all) => `${at} von ${all}`,
    csat: ['Sehr unzufrieden', 'Unzufrieden', 'Weder noch', 'Zufrieden', 'Sehr zufrieden'],
    nps: ['0, gar nicht wahrscheinlich', '10, sehr wahrscheinlich'],
    ces: ['1, gar nicht', '7, völlig'],
    yes: 'Ja',
    no: 'Nein',
    ifYouLike: 'Wenn Sie mögen.',
    reach: 'Möchten Sie von uns hören?',
    reachHint: 'Dann hinterlassen Sie E-Mail-Adresse oder Telefonnummer. Wenn Sie mögen.',
    send: 'Meine Antwort senden',
    note: 'Ihre Antwort geht nur an {{name}}.',
    noteReach: 'Wenn etwas schiefging, meldet sich ein Mensch.',
    kept: 'Was Sie ankreuzen, ist sofort aufgehoben; Ihre Worte erst, wenn Sie sie senden.',
    less: 'Seltener fragen',
    lessDone: 'Verstanden. Wir fragen Sie ein halbes Jahr lang nicht.',
    thanks: 'Danke. Ihre Antwort ist angekommen.',
    thanksText: 'Wer die Arbeit gemacht hat, liest sie.',
    willReach: (hours) => `Innerhalb ${hours === 24 ? 'eines Tages' : `von ${hours} Stunden`} meldet sich ein Mensch.`,
    change: 'Meine Antwort ändern',
    until: (when) => `Mit demselben Link können Sie sie bis ${when} ändern.`,
    nothing: 'Noch ist nichts ausgefüllt. Ein Kreuz genügt.',
    closed: 'Diese Umfrage ist geschlossen',
    closedText: 'Hier liest niemand mehr mit. Bitte sagen Sie es uns persönlich, am Telefon oder per Post.',
    answered: 'Ihre Antwort ist angekommen',
    answeredText: 'Sie lässt sich nicht mehr ändern. Danke dafür.',
    unknown: 'Unter dieser Adresse gibt es keine Umfrage',
    unknownText: 'Bitte prüfen Sie die Adresse oder scannen Sie den Code noch einmal.',
    busy: 'Bitte gleich noch einmal versuchen',
    busyText: 'Ihre Antwort wurde nicht angenommen. Gehen Sie zurück, was Sie geschrieben haben, ist noch da.',
    languages: 'Sprache',
  },
  ar: {
    of: (at, all) => `${at} من ${all}`,
    csat: ['غير راضٍ إطلاقًا', 'غير راضٍ', 'لا هذا ولا ذاك', 'راضٍ', 'راضٍ جدًا'],
    nps: ['٠، غير محتمل إطلاقًا', '١٠، محتمل جدًا'],
    ces: ['١، لا أوافق إطلاقًا', '٧، أوافق تمامًا'],
    yes: 'نعم',
    no: 'لا',
    ifYouLike: 'إن شئت.',
    reach: 'هل تود أن نتواصل معك؟',
    reachHint: 'اترك إذًا بريدًا إلكترونيًا أو رقم هاتف، إن شئت.',
    send: 'أرسل إجابتي',
    note: 'إجابتك تصل إلى {{name}} فقط.',
    noteReach: 'إن حدث خطأ ما فسيتواصل معك شخص منا.',
    kept: 'ما تؤشر عليه يُحفظ فورًا، أما كلماتك فعند الإرسال فقط.',
    less: 'اسألوني أقل',
    lessDone: 'فهمنا. لن نسألك لمدة نصف عام.',
    thanks: 'شكرًا لك. وصلت إجابتك.',
    thanksText: 'سيقرؤها من قاموا بالعمل.',
    willReach: (hours) => (hours === 24 ? 'سيتواصل معك شخص منا خلال يوم.' : `سيتواصل معك شخص منا خلال ${hours} ساعة.`),
    change: 'تعديل إجابتي',
    until: (when) => `يمكنك تعديلها بالرابط نفسه حتى ${when}.`,
    nothing: 'لم يُملأ شيء بعد. علامة واحدة تكفي.',
    closed: 'أُغلق هذا الاستبيان',
    closedText: 'لم يعد أحد يقرأ هنا. نرجو أن تخبرنا شخصيًا أو بالهاتف أو بالبريد.',
    answered: 'وصلت إجابتك',
    answeredText: 'لم يعد تعديلها ممكنًا. شكرًا لك عليها.',
    unknown: 'لا يوجد استبيان في هذا العنوان',
    unknownText: 'تحقق من العنوان أو امسح الرمز مرة أخرى.',
    busy: 'حاول مرة أخرى بعد قليل',
    busyText: 'لم تُستلم إجابتك. عد إلى الخلف، فما كتبته ما زال هناك.',
    languages: 'اللغة',
  },
}
export const languageNames: Record<SurveyLanguage, string> = { en: 'English', de: 'Deutsch', ar: 'العربية' }

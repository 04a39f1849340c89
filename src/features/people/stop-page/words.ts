// What stands on the page that stops messages.
export type StopLanguage = 'en' | 'de' | 'ar'
interface StopWords {
  ask: string
  askText: string
  stop: string
  stopped: string
  stoppedText: string
  allow: string
  still: string
  unknown: string
  unknownText: string
  busy: string
  busyText: string
}
export const stopWords: Record<StopLanguage, StopWords> = {
  en: {
    ask: 'Stop all messages?',
    askText: 'Then Attune writes nothing to you any more that you did not ask for: no weekly message and no reminder.',
    stop: 'Stop all messages',
    stopped: 'All messages are stopped',
    stoppedText: 'Everything waits for you in Attune, whenever you open it. Nobody is told.',
    allow: 'Let messages come again',
    still: 'What you ask for yourself, such as a new password, and what keeps your sign-in safe still reaches you.',
    unknown: 'This link is no longer valid',
    unknownText: 'Sign in to Attune and open “Messages” in your menu: the same switch is there.',
    busy: 'Not just now',
    busyText: 'Please try again in a minute.',
  },
  de: {
    ask: 'Alle Nachrichten abstellen?',
    askText: 'Dann schreibt dir Attune nichts mehr, was du nicht verlangt hast: keine Nachricht zur Woche und keine Erinnerung.',
    stop: 'Alle Nachrichten abstellen',
    stopped: 'Alle Nachrichten sind abgestellt',
    stoppedText: 'Alles wartet in Attune auf dich, wann immer du es öffnest. Niemand erfährt davon.',
    allow: 'Nachrichten wieder zulassen',
    still: 'Was du selbst verlangst, etwa ein neues Passwort, und was deine Anmeldung schützt, erreicht dich weiterhin.',
    unknown: 'Dieser Link gilt nicht mehr',
    unknownText: 'Melde dich bei Attune an und öffne „Nachrichten“ in deinem Menü: Dort ist derselbe Schalter.',
    busy: 'Gerade nicht',
    busyText: 'Bitte versuch es in einer Minute noch einmal.',
  },
  ar: {
    ask: 'هل توقف كل الرسائل؟',
    askText: 'عندها لا يكتب إليك Attune شيئًا لم تطلبه: لا رسالة أسبوعية ولا تذكير.',
    stop: 'أوقف كل الرسائل',
    stopped: 'أُوقفت كل الرسائل',
    stoppedText: 'كل شيء ينتظرك في Attune متى فتحته. لا أحد يُخبَر بذلك.',
    allow: 'اسمح بالرسائل من جديد',
    still: 'ما تطلبه بنفسك، ككلمة مرور جديدة، وما يحمي دخولك يصلك كما كان.',
    unknown: 'لم يعد هذا الرابط صالحًا',
    unknownText: 'سجّل الدخول إلى Attune وافتح «الرسائل» في قائمتك: تجد المفتاح نفسه هناك.',
    busy: 'ليس الآن',
    busyText: 'حاول من جديد بعد دقيقة من فضلك.',
  },
}

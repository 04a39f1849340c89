// What a drafted scenario says besides the story's own words. An author improves it; it reads well even where nobody does.
import type { StoryLanguage } from './traces.ts'

export interface Phrases {
  about: string
  goesOn: string
  cold: string
  wrong: (n: number) => string
  turn: string
  turned: string
  stay: string
  stayed: string
  end: string
  well: string
  fair: string
  short: string
  gone: string
  wellLine: string
  fairLine: string
  shortLine: string
  goneLine: string
  wellWhy: string
  fairWhy: string
  shortWhy: string
  goneWhy: string
  rightWhy: (principle: string) => string
  standard: (principle: string) => string
  whatNow: string
  question: (sentence: string) => string
  untitled: string
}

export const phrases: Record<StoryLanguage, Phrases> = {
  en: {
    about: 'This happened here. You stand where a colleague stood.',
    goesOn: 'It goes on, and it is your turn again.',
    cold: 'You can hear that trust has gone: the answers are short now.',
    wrong: (n) => `Not how it went (${n})`,
    turn: 'It does not go down well. There is still a moment to turn it round.',
    turned: 'Late, and still worth it: it took two minutes more than doing it at once.',
    stay: 'Leave it at that, and go on.',
    stayed: 'What began badly now stays so. One sentence would have turned it.',
    end: 'How it ends',
    well: 'As it really went',
    fair: 'Not the same way, and still in good hands',
    short: 'Done, and no reason to come back',
    gone: 'It ends too soon',
    wellLine: 'It ends well.',
    fairLine: 'In the end it is all right. It took longer than it had to.',
    shortLine: 'The matter is settled. There is no thank you.',
    goneLine: 'Here the talk ends. Nobody asks for you again.',
    wellWhy: 'You did at every point what was done here.',
    fairWhy: 'You found your way back where it mattered. Look at the points where you chose otherwise.',
    shortWhy: 'One moment was left as it was, and that is what stays.',
    goneWhy: 'Patience was used up step by step. Go back to the first point where it fell.',
    rightWhy: (principle) => `This is what was done. It keeps what we say: ${principle}.`,
    standard: (principle) => `What good looks like here: ${principle}.`,
    whatNow: 'What do you do?',
    question: (sentence) => `${sentence} What would you have done next, and why?`,
    untitled: 'A story of ours',
  },
  de: {
    about: 'Das ist hier geschehen. Du stehst da, wo jemand aus dem Team stand.',
    goesOn: 'Es geht weiter, und du bist wieder an der Reihe.',
    cold: 'Man hört, dass Vertrauen verloren ist: Die Antworten sind jetzt kurz.',
    wrong: (n) => `So war es nicht (${n})`,
    turn: 'Das kommt nicht gut an. Noch lässt es sich wenden.',
    turned: 'Spät, und doch richtig: Es hat zwei Minuten mehr gekostet als gleich.',
    stay: 'Es dabei lassen und weitermachen.',
    stayed: 'Was schlecht begann, bleibt jetzt so. Ein Satz hätte es gewendet.',
    end: 'Wie es ausgeht',
    well: 'So ist es wirklich gewesen',
    fair: 'Anders als damals, und doch in guten Händen',
    short: 'Erledigt, und kein Grund wiederzukommen',
    gone: 'Es endet zu früh',
    wellLine: 'Es geht gut aus.',
    fairLine: 'Am Ende ist alles in Ordnung. Es hat länger gedauert als nötig.',
    shortLine: 'Die Sache ist erledigt. Ein Danke gibt es nicht.',
    goneLine: 'Hier endet das Gespräch. Nach dir fragt niemand mehr.',
    wellWhy: 'Du hast an jeder Stelle getan, was hier getan wurde.',
    fairWhy: 'Du hast zurückgefunden, wo es darauf ankam. Sieh dir die Stellen an, an denen du anders gewählt hast.',
    shortWhy: 'Ein Augenblick blieb, wie er war, und das bleibt in Erinnerung.',
    goneWhy: 'Die Geduld wurde Schritt für Schritt verbraucht. Geh zurück zur ersten Stelle, an der sie sank.',
    rightWhy: (principle) => `So wurde es gemacht. Es hält, was wir sagen: ${principle}.`,
    standard: (principle) => `So sieht gut hier aus: ${principle}.`,
    whatNow: 'Was tust du?',
    question: (sentence) => `${sentence} Was hättet ihr als Nächstes getan, und warum?`,
    untitled: 'Eine Geschichte von uns',
  },
  ar: {
    about: 'حدث هذا عندنا. أنت الآن في مكان أحد الزملاء.',
    goesOn: 'يستمر الموقف، والدور عليك من جديد.',
    cold: 'تلاحظ أن الثقة قلّت: الإجابات صارت قصيرة.',
    wrong: (n) => `لم يحدث هكذا (${n})`,
    turn: 'لم يكن لذلك وقع حسن. ما زالت هناك لحظة لإصلاح الأمر.',
    turned: 'جاء متأخرًا، وما زال يستحق: احتاج إلى دقيقتين أكثر مما لو حدث من البداية.',
    stay: 'اترك الأمر كما هو وأكمل.',
    stayed: 'ما بدأ سيئًا بقي سيئًا. كانت جملة واحدة تكفي لإصلاحه.',
    end: 'كيف ينتهي الأمر',
    well: 'كما حدث فعلًا',
    fair: 'ليس بالطريقة نفسها، لكن بين أيدٍ أمينة',
    short: 'انتهى الأمر، ولا سبب للعودة',
    gone: 'ينتهي قبل أوانه',
    wellLine: 'ينتهي الأمر على خير.',
    fairLine: 'في النهاية كل شيء على ما يرام. استغرق وقتًا أطول مما يلزم.',
    shortLine: 'حُلّت المسألة. ولا كلمة شكر.',
    goneLine: 'هنا ينتهي الحديث. ولن يسأل عنك أحد بعد ذلك.',
    wellWhy: 'فعلت في كل لحظة ما فُعل هنا حقًا.',
    fairWhy: 'عدت إلى الطريق حين كان ذلك مهمًا. انظر إلى اللحظات التي اخترت فيها غير ذلك.',
    shortWhy: 'بقيت لحظة واحدة كما هي، وهي ما يبقى في الذاكرة.',
    goneWhy: 'نفد الصبر خطوة بعد خطوة. ارجع إلى أول لحظة نقص فيها.',
    rightWhy: (principle) => `هذا ما فُعل حقًا. وهو يفي بما نقوله: ${principle}.`,
    standard: (principle) => `هكذا يكون العمل الجيد هنا: ${principle}.`,
    whatNow: 'ماذا تفعل؟',
    question: (sentence) => `${sentence} ماذا كنتم ستفعلون بعد ذلك، ولماذا؟`,
    untitled: 'قصة من عندنا',
  },
}

// A file of items with every kind in it. Each prompt begins with its kind, so that a test knows what it is asked.
const said = {
  en: {
    choice: ['Choice: when do you call back?', 'Call at five', 'Call when it is known', 'Wait'],
    multiple: ['Multiple: what do you note?', 'Her name', 'What happened', 'The weather'],
    judgement: ['Judgement: nothing is known at five. What now?', 'Call at five', 'Send a message', 'Wait'],
    order: ['Order: it came broken.', 'Hear', 'Say sorry', 'Mend'],
    match: ['Match what you do.', 'A parcel came broken', 'Send a new one', 'A parcel is late', 'Say when it comes'],
    short: ['Short: what comes before mending?', 'apologise', 'say sorry', 'sorry'],
    why: 'Because a promise of a call is a promise too.',
    explanation: 'We do what we said, also when there is nothing to say.',
  },
  de: {
    choice: ['Choice: Wann rufst du zurück?', 'Um fünf', 'Wenn es feststeht', 'Abwarten'],
    multiple: ['Multiple: Was schreibst du auf?', 'Ihren Namen', 'Was geschehen ist', 'Das Wetter'],
    judgement: ['Judgement: Um fünf ist noch nichts bekannt. Was nun?', 'Um fünf anrufen', 'Eine Nachricht schicken', 'Abwarten'],
    order: ['Order: Es kam kaputt an.', 'Zuhören', 'Entschuldigen', 'In Ordnung bringen'],
    match: ['Match: Was tust du?', 'Ein Paket kam kaputt an', 'Ein neues schicken', 'Ein Paket verspätet sich', 'Sagen, wann es kommt'],
    short: ['Short: Was kommt vor dem Reparieren?', 'entschuldigen', 'Entschuldigung', 'um Verzeihung bitten'],
    why: 'Weil auch ein versprochener Anruf ein Versprechen ist.',
    explanation: 'Wir tun, was wir gesagt haben, auch wenn es nichts zu sagen gibt.',
  },
  ar: {
    choice: ['Choice: متى تعاود الاتصال؟', 'في الخامسة', 'حين يتضح الأمر', 'أنتظر'],
    multiple: ['Multiple: ماذا تدوّن؟', 'اسمها', 'ما حدث', 'الطقس'],
    judgement: ['Judgement: لا شيء معروف في الخامسة. ماذا تفعل؟', 'أتصل في الخامسة', 'أرسل رسالة', 'أنتظر'],
    order: ['Order: وصل مكسورًا.', 'أصغي', 'أعتذر', 'أصلح'],
    match: ['Match: ماذا تفعل؟', 'وصل طرد مكسور', 'أرسل بديلًا', 'تأخر طرد', 'أقول متى يصل'],
    short: ['Short: ما الذي يسبق الإصلاح؟', 'الاعتذار', 'أعتذر', 'اعتذار'],
    why: 'لأن الوعد باتصال وعدٌ أيضًا.',
    explanation: 'نفعل ما قلناه، حتى حين لا يوجد ما يُقال.',
  },
}

/** Six items, one of each kind: with the mantra what three minutes hold. */
export function itemsOfEachKind(theme: string, language: 'en' | 'de' | 'ar'): string {
  const { choice, multiple, judgement, order, match, short, why, explanation } = said[language]
  const options = (words: string[], mark: (i: number) => object) => words.slice(1).map((text, i) => ({ text, ...mark(i), feedback: why }))
  const item = (n: number, kind: string, prompt: string, more: object) => ({
    key: `${theme}-${n}`,
    theme,
    level: 1,
    kind,
    prompt,
    explanation,
    ...more,
  })
  return JSON.stringify([
    item(1, 'choice', choice[0]!, { options: options(choice, (i) => ({ isRight: i === 0 })) }),
    item(2, 'multiple', multiple[0]!, { options: options(multiple, (i) => ({ isRight: i < 2 })) }),
    item(3, 'judgement', judgement[0]!, { options: options(judgement, (i) => ({ worth: [3, 2, 0][i] })) }),
    item(4, 'order', order[0]!, { order: order.slice(1) }),
    item(5, 'match', match[0]!, { pairs: [match.slice(1, 3), match.slice(3, 5)] }),
    item(6, 'short', short[0]!, { accepted: short.slice(1) }),
  ])
}

/** Two scenes that are moments: in the first the second choice is poor, the third is defensible. */
export const momentScenario = (theme = 'promise', key = 'late'): string => `---
key: ${key}
title: It is late
about: She has waited for a day.
level: 1
theme: ${theme}
families:
channel: phone
minutes: 4
---
state trust 2 of 4
cast kaya: Mrs Kaya, a customer

== start : The call
kaya (upset): Where is my parcel?
* "Tell me what happened." (trust +1) [${theme}] -> look
  > Now you hear all of it.
  >> First hear, then mend.
* "It says delivered." (trust -2) [-${theme}] -> gone
  > It says so. She has no parcel.
* "I will look it up. One moment." [${theme}, -person] -> look
  > It helps, and she still does not know that you heard her.

== look : The wrong van
You: It lies in the wrong van.
* Call the driver and ring her back by five. [${theme}] -> happy
  > A time that you can keep.
* Say that it will turn up. [-${theme}] -> fine
  > It may. She can't plan with it.

== ending happy : good
kaya: Thank you.
> She knows what happens next.

== ending fine : defensible
kaya: Well.
> It was true, and it was little.

== ending gone : poor
kaya: Goodbye.
> She will not call again.
`

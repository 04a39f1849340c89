// Six kinds of work. A job role's kind is guessed by words of its name, in English, German and Arabic, and a person corrects it.
import type { Family } from '#engines/lesson/lesson.ts'
import { fold } from '#engines/text/fold.ts'

// Folded (engines/text/fold.ts). The first that matches counts: a "head of the depot" leads.
const words: readonly (readonly [Family, RegExp])[] = [
  [
    'leadership',
    /\b(head of|manager|director|lead(er)?|chief|supervisor|foreman|ceo|cfo|coo)\b|leit(er|ung)|chef|fuhr(er|ung)|vorstand|direktor|مدير|رئيس|قائد|مشرف/,
  ],
  [
    'contact-centre',
    /\b(agent|call|phone|contact|helpdesk|hotline|complaints?|chat)\b|service agent|kundenservice|kundenberat|kundendienst|telefon|reklamation|beschwerde|اتصال|هاتف|شكاو|خدمه العملاء/,
  ],
  [
    'delivery',
    /\b(driver|courier|delivery|fitter|installer|technician|engineer on site)\b|fahrer|kurier|zustell|monteur|liefer|سايق|توصيل|مندوب|تركيب/,
  ],
  [
    'warehouse',
    /\b(pack(er|ing)|picker|warehouse|goods.in|returns?|stock(?! and display)|depot|dispatch|forklift|inventory)\b|lager|pack|kommission|versand|wareneingang|retoure|مستودع|مخزن|تعبيه|تغليف/,
  ],
  [
    'sales-floor',
    /\b(sales|shop|store|checkout|cashier|till|click and collect|planner|advis[eo]r|display|counter|reception(ist)?|host(ess)?|barista|waiter|waitress)\b|verkauf|kass(e|ier)|filial|markt|laden|empfang|بيع|مبيعات|متجر|صندوق|كاشير|استقبال/,
  ],
]

/** What no word tells is back office: nobody there would miss a shop's example, and the list shows it as a guess. */
export function guessFamily(jobRoleName: string): Family {
  const name = fold(jobRoleName)
  return words.find(([, pattern]) => pattern.test(name))?.[0] ?? 'back-office'
}

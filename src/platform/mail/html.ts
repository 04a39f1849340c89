// A letter as HTML: one column, inline styles (mail programs drop style sheets), real headings and links, right-to-left where it is read so.
import type { Letter } from './letter.ts'
import { words } from './words.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

// Inks of the design tokens; each pair has a contrast of at least 5.6.
const ink = '#17211F'
const quiet = '#5F645F'
const paragraph = (text: string, style = '', gap = 16): string => `<p style="margin:0 0 ${gap}px;${style}">${escaped(text)}</p>`

export function toHtml({ language, subject, paragraphs, facts, items, action, notes, stop, foot }: Letter): string {
  const isRightToLeft = language === 'ar'
  const side = isRightToLeft ? 'right' : 'left'
  const [greeting = '', ...rest] = paragraphs
  const factRows = facts.map(
    ({ label, value }) =>
      `<tr><th scope="row" style="padding:0 0 6px;padding-${isRightToLeft ? 'left' : 'right'}:16px;text-align:${side};vertical-align:top;font-weight:400;color:${quiet}">${escaped(label)}</th><td style="padding:0 0 6px">${escaped(value)}</td></tr>`,
  )
  const link = action === undefined ? '' : escaped(action.link)
  const parts = [
    `<p style="margin:0 0 24px;font-weight:700">${escaped(foot.organisation)}</p>`,
    `<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:700">${escaped(greeting)}</h1>`,
    ...rest.map((text) => paragraph(text)),
    factRows.length > 0 ? `<table style="margin:0 0 16px;border-collapse:collapse;font-size:17px">${factRows.join('')}</table>` : '',
    // Names and words of any language find their own direction.
    ...items.map(
      ({ label, text }) =>
        `<div style="margin:0 0 20px"><p style="margin:0 0 2px;font-size:15px;color:${quiet}">${escaped(label)}</p><p dir="auto" style="margin:0;text-align:${side}">${escaped(text)}</p></div>`,
    ),
    action
      ? `<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:14px 22px;border-radius:8px;background:#10595F;color:#FFFFFF;font-weight:600;text-decoration:none">${escaped(action.label)}</a></p>` +
        `<p style="margin:0 0 24px;font-size:15px;color:${quiet}">${escaped(words(language).linkInstead)}<br><a href="${link}" dir="ltr" style="color:#10595F;word-break:break-all">${link}</a></p>`
      : '',
    ...notes.map((text) => paragraph(text, `font-size:15px;color:${quiet};`, 10)),
    `<div style="margin-top:32px;padding-top:16px;border-top:1px solid #D6D1C4;font-size:15px;color:${quiet}">`,
    stop ? `<p style="margin:0 0 12px"><a href="${escaped(stop.link)}" style="color:#10595F">${escaped(stop.label)}</a></p>` : '',
    foot.mantra ? paragraph(foot.mantra, `color:${ink};`, 6) : '',
    `<p style="margin:0">${escaped(foot.sender)}</p></div>`,
  ]
  return (
    `<!doctype html><html lang="${language}" dir="${isRightToLeft ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(subject)}</title></head>` +
    `<body style="margin:0;padding:0;background:#FAF7F0"><div role="article" lang="${language}" dir="${isRightToLeft ? 'rtl' : 'ltr'}" style="max-width:34em;margin:0 auto;padding:32px 20px;text-align:${side};font-family:Commissioner,Vazirmatn,system-ui,'Segoe UI',Roboto,sans-serif;font-size:17px;line-height:${isRightToLeft ? '1.75' : '1.5'};color:${ink}">` +
    `${parts.join('')}</div></body></html>`
  )
}

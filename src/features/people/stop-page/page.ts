// One question, one button, as HTML without script. Every word from outside goes through `escape`.
import { sha256 } from '#platform/ids.ts'
import type { StopPage } from '../service/messages.ts'
import { type StopLanguage, stopWords } from './words.ts'

const style = `:root{color-scheme:light dark;--page:#FAF7F0;--ink:#17211F;--ink2:#434B48;--primary:#10595F;--on:#fff}
@media(prefers-color-scheme:dark){:root{--page:#101817;--ink:#EDEBE4;--ink2:#C3C8C2;--primary:#8FC7C5;--on:#072C30}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:400 1.0625rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
:lang(ar){line-height:1.75}.w{max-width:34rem;margin:0 auto;padding:18px 20px 40px}
.org{display:flex;gap:10px;align-items:center;font-weight:600}.org svg{width:30px;height:20px}
h1{font-size:1.875rem;line-height:1.18;margin:28px 0 0;letter-spacing:-.01em;text-wrap:balance}:lang(ar) h1{letter-spacing:0;line-height:1.4}
p{color:var(--ink2);margin:12px 0 0;text-wrap:pretty}
button{display:grid;place-items:center;width:100%;min-height:56px;margin-top:28px;border:0;border-radius:8px;background:var(--primary);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button.plain{background:none;color:var(--primary);text-decoration:underline;width:auto;min-height:44px;padding:0;font-weight:400}
button:focus-visible{outline:3px solid var(--primary);outline-offset:3px}`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${Buffer.from(sha256(style), 'hex').toString('base64')}'`,
  // The empty icon only: without it every browser asks for /favicon.ico.
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
export const pageHeaders = { 'content-security-policy': policy, 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' }

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const sign =
  '<svg viewBox="0 0 36 24" aria-hidden="true"><path d="M18 3.6a10.4 10.4 0 0 1 0 16.8a10.4 10.4 0 0 1 0-16.8z" fill="#F9B93C"/><circle cx="12" cy="12" r="10.4" fill="none" stroke="currentColor" stroke-width="2.2"/><circle cx="24" cy="12" r="10.4" fill="none" stroke="currentColor" stroke-width="2.2"/></svg>'
const languageOf = (language: string): StopLanguage => (Object.hasOwn(stopWords, language) ? (language as StopLanguage) : 'en')
const frame = (language: StopLanguage, title: string, organisation: string, main: string): string =>
  `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escape(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><div class="w">` +
  `<header class="org">${sign}<bdi>${escape(organisation)}</bdi></header><main>${main}</main></div></body></html>`

export function stopPage({ path, organisation, language: spoken, isOff }: StopPage): string {
  const language = languageOf(spoken)
  const words = stopWords[language]
  const title = isOff ? words.stopped : words.ask
  const button = isOff
    ? `<form method="post" action="${path}"><input type="hidden" name="allow" value="1"><button class="plain">${words.allow}</button></form>`
    : `<form method="post" action="${path}"><button>${words.stop}</button></form>`
  return frame(
    language,
    title,
    organisation,
    `<h1>${title}</h1><p>${isOff ? words.stoppedText : words.askText}</p>${button}<p>${words.still}</p>`,
  )
}

export function unknownPage(spoken: string, why: 'unknown' | 'busy'): string {
  const language = languageOf(spoken)
  const words = stopWords[language]
  return frame(language, words[why], 'Attune', `<h1>${words[why]}</h1><p>${words[`${why}Text`]}</p>`)
}

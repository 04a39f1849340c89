// The e-mail signature: a block to paste, with inline styles because mail programs know no others.
import { personCard } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Signature } from '../contract.ts'
import { escapeHtml } from '../rules.ts'
import { mantraIn, wordingNow } from './wording.ts'

export async function readSignature(ctx: Context, wanted: string | undefined): Promise<Signature> {
  ctx.require('mantra.read', {})
  const { personId } = ctx.actor
  if (!personId) throw new Problem(problems.notFound, { detail: 'A key has no signature; people have.' })
  const language = wanted ?? ctx.language
  const [wording, card] = await ctx.read(
    async (tx) => [await wordingNow(tx, ctx), (await personCard(tx, [personId])).get(personId)] as const,
  )
  if (!card) throw new Problem(problems.notFound)
  const mantra = mantraIn(wording, language)?.wording ?? null
  const direction = language === 'ar' ? ('rtl' as const) : ('ltr' as const)
  const facts = { name: card.displayName, jobRole: card.jobRoleName, organisation: wording.settings.name, mantra }
  return { ...facts, language, direction, ...blockOf({ ...facts, language, direction }) }
}

type Facts = Omit<Signature, 'html' | 'text'>
const font = "font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

function blockOf({ name, jobRole, organisation, mantra, language, direction }: Facts): { html: string; text: string } {
  const start = direction === 'rtl' ? 'right' : 'left'
  const work = [jobRole, organisation].filter(Boolean).join(direction === 'rtl' ? '، ' : ', ')
  const line = (style: string, words: string) => `<div style="${font};${style}">${escapeHtml(words)}</div>`
  const html =
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" lang="${language}" dir="${direction}" style="border-collapse:collapse;direction:${direction}"><tbody><tr>` +
    `<td style="padding:2px 14px;border-${start}:4px solid #10595F;text-align:${start}">` +
    line('font-size:15px;line-height:1.4;font-weight:600;color:#17211F', name) +
    line('font-size:14px;line-height:1.4;color:#434B48', work) +
    (mantra ? line('font-size:15px;line-height:1.45;padding-top:8px;color:#10595F', mantra) : '') +
    '</td></tr></tbody></table>'
  return { html, text: [name, work, ...(mantra ? ['', mantra] : [])].join('\n') }
}

// Thanks in half a minute: whom, which principle, what happened. Put into the phone's queue first, so that nothing is lost without a network.
import { IconHeartHandshake } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isSentence } from '#engines/text/sentence.ts'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { CustomerQuote } from '#features/voice/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { newOwnId } from '#ui/client.ts'
import type { Option } from '#ui/Combobox.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Message } from '#ui/Message.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/Page.tsx'
import { staleNow, useGet } from '#ui/queries.ts'
import { queueAndSend, type Sent } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { Said } from '#ui/Words.tsx'
import type { NewThanks } from '../contract.ts'
import { Given } from './Given.tsx'
import { at, stale, useGiveForm } from './queries.ts'
import { Whom } from './Whom.tsx'

type QuoteView = Parameters<typeof CustomerQuote>[0]['quote']
type Items<Item> = { items: Item[] }

/** Somebody or a unit named in the address. */
function useNamed(personId: string, unitId: string): Option | null {
  const person = useGet<{ id: string; displayName: string }>(personId ? `/api/people/${personId}` : null)
  const units = useGet<Items<{ id: string; name: string }>>(unitId ? '/api/units' : null)
  if (person.data) return { value: `person:${personId}`, label: person.data.displayName }
  const unit = units.data?.items.find(({ id }) => id === unitId)
  return unit ? { value: `unit:${unitId}`, label: unit.name } : null
}

export function GivePage() {
  const t = useT('recognition')
  const client = useQueryClient()
  const session = useSession()
  const [from] = useSearchState({ person: '', unit: '', quote: '', principle: '' })
  const kept = useGiveForm()
  const named = useNamed(from.person, from.unit)
  const quotes = useGet<Items<QuoteView>>(from.quote ? '/api/quotes' : null)
  const quote = quotes.data?.items.find(({ id }) => id === from.quote)
  const form = useForm({
    initial: { whom: '', whomName: '', principleId: from.principle, happened: '', effect: '', isPrivate: false },
    draft: from.person || from.unit || from.quote ? undefined : 'give-thanks',
  })
  const { values, set } = form
  const [asks, setAsks] = useState<{ whom?: boolean; happened?: boolean; effect?: boolean }>({})
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState<{ body: NewThanks; name: string; sent: Sent } | null>(null)
  const words = quote ? t('give.customerWrote', { words: quote.words.slice(0, 480) }) : ''
  // The compliment is the first draft of what happened; nothing typed is overwritten.
  useEffect(() => {
    if (words && !values.happened) set('happened', words)
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the words have come
  }, [words])

  const whom = values.whom ? { value: values.whom, label: values.whomName } : named
  const send = async () => {
    const missing = { whom: !whom, happened: !isSentence(values.happened) }
    // What it changed is asked for once, in one sentence; thanks without it are thanks too.
    const asksEffect = !values.effect.trim() && !asks.effect
    setAsks({ ...missing, effect: asks.effect || !values.effect.trim() })
    if (missing.whom || missing.happened || asksEffect || !whom) return
    const [kind, id] = whom.value.split(':') as ['person' | 'unit', string]
    const body: NewThanks = {
      id: newOwnId(),
      toPersonIds: kind === 'person' ? [id] : [],
      toUnitId: kind === 'unit' ? id : null,
      principleId: values.principleId,
      happened: values.happened,
      effect: values.effect,
      isPrivate: values.isPrivate,
      quoteId: from.quote || null,
      saidAt: now().toISOString(),
    }
    setBusy(true)
    const sent = await queueAndSend(session.person.id, { id: body.id, path: at.list, body, title: t('give.queued', { name: whom.label }) })
    setBusy(false)
    form.done()
    setDone({ body, name: whom.label, sent })
    void staleNow(client, stale)
  }
  const again = () => {
    form.begin({ whom: '', whomName: '', principleId: '', happened: '', effect: '', isPrivate: false })
    setAsks({})
    setDone(null)
  }

  if (done) return <Given {...done} onAgain={again} onTakenBack={() => setDone(null)} />
  return (
    <Page title={t('give.title')} lead={t('give.lead')} who={t(values.isPrivate ? 'give.whoPrivate' : 'give.who')}>
      {quote && (
        <Said>
          <CustomerQuote quote={quote} />
        </Said>
      )}
      <Form onSubmit={() => void send()} isBusy={isBusy} t={t}>
        <Stack gap={5} isNarrow>
          <Whom
            form={kept}
            value={whom}
            onChange={(option) => {
              set('whom', option?.value ?? '')
              set('whomName', option?.label ?? '')
            }}
            error={asks.whom && !whom ? t('give.whomFirst') : undefined}
          />
          <PrinciplePicker
            label={t('give.principle')}
            name="principleId"
            isRequired
            kept={kept?.principles}
            value={values.principleId}
            onChange={(id) => set('principleId', id)}
          />
          <TextArea
            label={t('give.happened')}
            hint={t('give.happenedHint')}
            isRequired
            maxLength={600}
            {...form.field('happened')}
            error={asks.happened && !isSentence(values.happened) ? t('give.ask') : undefined}
          />
          <TextArea label={t('give.effect')} isRequired={false} rows={2} maxLength={600} {...form.field('effect')} />
          {asks.effect && !values.effect.trim() && isSentence(values.happened) && (
            <Message kind="note" title={t('give.askEffect')} isNews>
              <p>{t('give.askEffectText')}</p>
            </Message>
          )}
          <Checkbox label={t('give.private')} note={t('give.privateNote')} {...form.check('isPrivate')} />
        </Stack>
        <FormActions>
          <Button kind="thanks" type="submit" icon={IconHeartHandshake} isBusy={isBusy}>
            {t('give.title')}
          </Button>
          <ButtonLink to="/thanks">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}

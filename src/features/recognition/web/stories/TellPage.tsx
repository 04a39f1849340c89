// Telling a story on the phone: from thanks, from a customer's praise, from a decision, or from nothing. Kept on the phone first.
import { IconSpeakerphone } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { CustomerQuote } from '#features/voice/web/parts.tsx'
import { useGo, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { newOwnId } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { languages, useLanguage, useT } from '#ui/i18n.ts'
import { SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { staleNow, useGet } from '#ui/queries.ts'
import { queueAndSend, type Sent } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { Said } from '#ui/Words.tsx'
import type { Thanks } from '../../contract.ts'
import { ThanksCard } from '../parts.tsx'
import { useGiveForm } from '../queries.ts'
import { People, type Picked } from './People.tsx'
import { at, type NewStoryBody, stale } from './queries.ts'

/** Of a decision what a story begins with. */
interface Decision {
  situationName: string
  remedyName: string
  note: string | null
  principleId: string | null
}
type Quote = Parameters<typeof CustomerQuote>[0]['quote']

export function TellPage() {
  const t = useT('recognition')
  const { code } = useLanguage()
  const go = useGo()
  const client = useQueryClient()
  const session = useSession()
  const [from] = useSearchState({ thanks: '', quote: '', decision: '' })
  const kept = useGiveForm()
  const thanks = useGet<Thanks>(from.thanks ? `/api/thanks/${from.thanks}` : null).data
  const quotes = useGet<{ items: Quote[] }>(from.quote ? '/api/quotes' : null).data
  const quote = quotes?.items.find(({ id }) => id === from.quote)
  const decision = useGet<Decision>(from.decision ? `/api/decisions/${from.decision}` : null).data
  const begun = from.thanks || from.quote || from.decision
  const form = useForm({
    initial: { language: code, title: '', happened: '', hard: '', did: '', felt: '', principleId: '', people: [] as Picked[] },
    draft: begun ? undefined : 'tell-story',
  })
  const { values, set } = form
  const [isBusy, setBusy] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  // What it begins with is the first draft; nothing typed is overwritten.
  useEffect(() => {
    if (!thanks || values.happened) return
    set('happened', thanks.happened)
    if (thanks.effect) set('felt', thanks.effect)
    set('principleId', thanks.principleId)
    set(
      'people',
      thanks.to.flatMap(({ kind, id, name }) => (kind === 'person' && id !== session.person.id && name ? [{ id, name }] : [])),
    )
    // oxlint-disable-next-line react/exhaustive-deps -- once, when they have come
  }, [thanks])
  useEffect(() => {
    if (!decision || values.happened) return
    set('happened', decision.note ?? `${decision.situationName}.`)
    set('did', `${decision.remedyName}.`)
    if (decision.principleId) set('principleId', decision.principleId)
    // oxlint-disable-next-line react/exhaustive-deps -- once, when they have come
  }, [decision])
  useEffect(() => {
    if (quote && !values.felt) set('felt', quote.words)
    // oxlint-disable-next-line react/exhaustive-deps -- once, when they have come
  }, [quote])

  const send = async () => {
    const { people, language, ...words } = values
    const source = from.thanks
      ? { kind: 'thanks' as const, id: from.thanks }
      : from.quote
        ? { kind: 'quote' as const, id: from.quote }
        : from.decision
          ? { kind: 'decision' as const, id: from.decision }
          : null
    const body: NewStoryBody = {
      id: newOwnId(),
      language: language as NewStoryBody['language'],
      ...words,
      personIds: people.map(({ id }) => id),
      source,
    }
    setBusy(true)
    const done = await queueAndSend(session.person.id, {
      id: body.id,
      path: at.list,
      body,
      title: t('stories.tell.queued', { title: values.title }),
    })
    setBusy(false)
    form.done()
    void staleNow(client, stale)
    if (done === 'received') go(`/stories/${body.id}/workshop`, 'replace')
    else setSent(done)
  }
  if (sent)
    return (
      <Page title={t('stories.tell.title')}>
        <Stack isNarrow>
          <Message kind={sent === 'waits' ? 'wait' : 'stop'} title={t(`stories.tell.${sent}`)} isNews />
          <div>
            <ButtonLink to="/stories?show=mine">{t('stories.list.tab.mine')}</ButtonLink>
          </div>
        </Stack>
      </Page>
    )
  return (
    <Page title={t('stories.tell.title')} lead={t('stories.tell.lead')} who={t('stories.tell.who')}>
      {thanks && <ThanksCard thanks={thanks} />}
      {quote && (
        <Said>
          <CustomerQuote quote={quote} />
        </Said>
      )}
      <Form onSubmit={() => void send()} isBusy={isBusy} t={t}>
        <Stack gap={5} isNarrow>
          <TextField
            label={t('stories.tell.storyTitle')}
            hint={t('stories.tell.titleHint')}
            isRequired
            maxLength={120}
            {...form.field('title')}
          />
          <TextArea
            label={t('stories.tell.happened')}
            hint={t('stories.tell.happenedHint')}
            isRequired
            rows={5}
            maxLength={2000}
            {...form.field('happened')}
          />
          <TextArea label={t('stories.tell.hard')} isRequired={false} rows={2} maxLength={2000} {...form.field('hard')} />
          <TextArea
            label={t('stories.tell.did')}
            hint={t('stories.tell.didHint')}
            isRequired={false}
            rows={4}
            maxLength={2000}
            {...form.field('did')}
          />
          <TextArea label={t('stories.tell.felt')} isRequired={false} rows={2} maxLength={2000} {...form.field('felt')} />
          <PrinciplePicker
            label={t('stories.tell.principle')}
            name="principleId"
            isRequired
            kept={kept?.principles}
            value={values.principleId}
            onChange={(id) => set('principleId', id)}
          />
          <People value={values.people} onChange={(people) => set('people', people)} hint={t('stories.tell.peopleHint')} />
          <SelectField
            label={t('stories.tell.language')}
            value={values.language}
            onChange={(value) => set('language', value)}
            options={languages.map((one) => ({ value: one.code, label: one.name }))}
            isShort
          />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit" icon={IconSpeakerphone} isBusy={isBusy}>
            {t('stories.tell.send')}
          </Button>
          <ButtonLink to="/stories">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}

// What is done with the answer: note the decision, or pass the question on. Put into the phone's queue first, so that nothing is lost without a network.
import { IconMessage, IconPencilCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Facts } from '#engines/boundary/rule.ts'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api, newOwnId } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { now } from '#ui/now.ts'
import { staleNow } from '#ui/queries.ts'
import { dropWaiting, queueAndSend, type Sent } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { Book, BookRule, NewDecision, NewEscalation } from '../../contract.ts'
import type { FoundAnswer, QuestionState } from './questions.ts'

interface Given {
  book: Book
  found: FoundAnswer
  rule: BookRule | undefined
  amount: number | null
  currency: string | null
  facts: Facts
  /** The unhappy answer that it is decided for, and its case. */
  of: Pick<QuestionState, 'answer' | 'case'>
}

const known = (facts: Facts): Record<string, boolean | number> =>
  Object.fromEntries(Object.entries(facts).filter((pair): pair is [string, boolean | number] => pair[1] !== undefined))

export function Act({ book, found, rule, amount, currency, facts, of }: Given) {
  const t = useT('authority')
  const go = useGo()
  const client = useQueryClient()
  const { person } = useSession()
  const [done, setDone] = useState<{ id: string; sent: Sent } | null>(null)
  const [isBeyond, setBeyond] = useState(false)
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const { verdict, openKeys } = found.answer
  const asked = () => ({
    id: newOwnId(),
    ruleId: rule?.id ?? null,
    ruleVersion: rule?.version ?? null,
    situationId: found.situationId,
    remedyId: found.remedyId,
    amount,
    currency: amount === null ? null : (currency ?? rule?.currency ?? null),
    facts: known(facts),
  })
  const title = `${book.situations.find(({ id }) => id === found.situationId)?.name ?? ''}: ${book.remedies.find(({ id }) => id === found.remedyId)?.name ?? ''}`
  const noteIt = async (reason?: string) => {
    setBusy(true)
    const body: NewDecision = {
      ...asked(),
      shown: verdict,
      decidedAt: now().toISOString(),
      ...(reason ? { note: reason } : {}),
      ...(of.answer ? { responseId: of.answer } : {}),
    }
    const sent = await queueAndSend(person.id, { id: body.id, path: '/api/decisions', body, title })
    setBusy(false)
    setDone({ id: body.id, sent })
    void staleNow(client, ['/api/decisions'])
  }
  const askColleague = async () => {
    setBusy(true)
    const body: NewEscalation = asked()
    const sent = await queueAndSend(person.id, { id: body.id, path: '/api/escalations', body, title })
    setBusy(false)
    void staleNow(client, ['/api/escalations'])
    if (sent === 'received') {
      toast({ title: t('act.asked', { name: book.colleague?.name ?? '' }) })
      go(`/escalations/${body.id}`)
    } else setDone({ id: body.id, sent })
  }
  const takeBack = async (id: string, sent: Sent) => {
    if (sent !== 'received') dropWaiting(person.id, id)
    else await api.delete(`/api/decisions/${id}`)
    setDone(null)
    void staleNow(client, ['/api/decisions'])
    toast({ title: t('act.takenBack') })
  }
  if (done)
    return (
      <div className="may-act">
        <Message
          kind={done.sent === 'refused' ? 'stop' : 'good'}
          isNews
          title={t(`act.${done.sent}`)}
          actions={
            <>
              <Button isSmall onClick={() => void takeBack(done.id, done.sent)}>
                {t('act.takeBack')}
              </Button>
              {of.case ? (
                <ButtonLink isSmall kind="filled" to={`/cases/${of.case}`}>
                  {t('mayI.case')}
                </ButtonLink>
              ) : (
                <Link to="/decisions" isAlone>
                  {t('mayI.mine')}
                </Link>
              )}
            </>
          }
        >
          <p>{t('act.shield')}</p>
        </Message>
      </div>
    )
  if (verdict !== 'not-alone')
    return (
      <div className="may-act">
        <Button
          kind="filled"
          isWide
          icon={IconPencilCheck}
          isBusy={isBusy}
          offReason={openKeys.length > 0 ? t('act.openFirst') : undefined}
          onClick={() => void noteIt()}
        >
          {t('act.note')}
        </Button>
        {openKeys.length === 0 && <p>{t('act.noteHint', { number: rule?.number ?? '' })}</p>}
      </div>
    )
  return (
    <div className="may-act">
      {isBeyond ? (
        <>
          <TextArea label={t('act.why')} hint={t('act.whyHint')} isRequired value={note} onChange={setNote} maxLength={1000} />
          <Button
            kind="filled"
            isWide
            icon={IconPencilCheck}
            isBusy={isBusy}
            offReason={note.trim() === '' ? t('act.whyFirst') : undefined}
            onClick={() => void noteIt(note.trim())}
          >
            {t('act.note')}
          </Button>
        </>
      ) : (
        <>
          <Button
            kind="filled"
            isWide
            icon={IconMessage}
            isBusy={isBusy}
            offReason={book.colleague ? undefined : t('act.nobody')}
            onClick={() => void askColleague()}
          >
            {book.colleague?.name ? t('act.ask', { name: book.colleague.name }) : t('act.askSomebody')}
          </Button>
          <Button kind="plain" onClick={() => setBeyond(true)}>
            {t('act.didIt')}
          </Button>
        </>
      )}
    </div>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { staleNow, useWrite } from '#ui/queries.ts'
import { dropWaiting, type Sent } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { Thanks as Card } from '#ui/Words.tsx'
import type { NewThanks } from '../contract.ts'
import './recognition.css'
import { at, stale } from './queries.ts'

/** It opens like a card, once: what was said, whether it has arrived, and the way back. */
export function Given({
  body,
  name,
  sent,
  onAgain,
  onTakenBack,
}: {
  body: NewThanks
  name: string
  sent: Sent
  onAgain: () => void
  onTakenBack: () => void
}) {
  const t = useT('recognition')
  const client = useQueryClient()
  const { person } = useSession()
  const take = useWrite(
    async (_: null, options) => {
      if (sent === 'received') await api.delete(at.one(body.id), options)
      else dropWaiting(person.id, body.id)
    },
    {
      onDone: () => {
        toast({ title: t('actions.takenBack') })
        void staleNow(client, stale)
        onTakenBack()
      },
    },
  )
  return (
    <Page title={t('given.title')} who={t(body.isPrivate ? 'give.whoPrivate' : 'give.who')}>
      <Stack isNarrow>
        <div className="thanks-one" aria-live="polite">
          <Card to={<bdi>{name}</bdi>}>
            <span dir="auto">{[body.happened, body.effect].filter(Boolean).join(' ')}</span>
          </Card>
        </div>
        <Row>
          <PrincipleChipOf id={body.principleId} />
        </Row>
        <Message
          kind={sent === 'refused' ? 'stop' : 'good'}
          isNews
          title={t(`given.${sent}`)}
          actions={
            <>
              <Button isSmall isBusy={take.isBusy} onClick={() => void take.run(null)}>
                {t('actions.takeBack')}
              </Button>
              <Button isSmall kind="plain" onClick={onAgain}>
                {t('given.again')}
              </Button>
              <Link to="/thanks?show=given" isAlone>
                {t('given.all')}
              </Link>
            </>
          }
        >
          {take.problem && <p>{t('given.takeBackFailed')}</p>}
        </Message>
      </Stack>
    </Page>
  )
}

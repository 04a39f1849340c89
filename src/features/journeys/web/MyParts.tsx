// A person's parts: the sentence, a customer's words, the score, and saying it in one's own words.
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { DateText } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import { Quote, Said } from '#ui/Words.tsx'
import type { Part } from '../contract.ts'
import './journeys.css'
import { at } from './queries.ts'
import { Score } from './Score.tsx'

export function PartView({ part, personId }: { part: Part; personId: string }) {
  const t = useT('journeys')
  const [isWriting, setWriting] = useState(false)
  const path = `${at.parts(personId)}/${part.shaperId}`
  const stale = [at.parts(personId)]
  const reset = useWrite((_: null, options) => api.delete(path, options), {
    stale,
    onDone: () =>
      toast({
        title: t('mine.isReset'),
        action: { label: t('ui:undo'), onChoose: () => void putBack.run(part.sentence) },
      }),
  })
  const putBack = useWrite((wording: string, options) => api.put(path, { wording }, options), { stale })
  return (
    <article className="part">
      <h3 className="part-step">
        <Link to={`/journeys/${part.step.journeyId}?step=${part.step.id}`}>
          <bdi>{part.step.name}</bdi>
        </Link>
        <span className="margin-note">
          <bdi>{part.step.journeyName}</bdi>, {t('mine.position', { n: part.step.position })}. {t(`emotion.${part.emotion}`)}.
        </span>
      </h3>
      {isWriting ? (
        <OwnWords part={part} path={path} stale={stale} onDone={() => setWriting(false)} />
      ) : (
        <>
          <p className="part-sentence" dir="auto">
            {part.sentence}
          </p>
          {part.isOwn && (
            <p className="margin-note">
              {t('mine.house')} <bdi>{part.houseSentence}</bdi>
            </p>
          )}
          {part.harm && (
            <p className="part-harm">
              <strong>{t('mine.harm')}</strong> <bdi>{part.harm}</bdi>
            </p>
          )}
        </>
      )}
      {part.quote && (
        <Said>
          <Quote lang={part.quote.language} by={<DateText value={part.quote.at} />}>
            {part.quote.words}
          </Quote>
        </Said>
      )}
      <Score score={part.score} />
      {reset.problem && <ProblemView problem={reset.problem} t={t} />}
      {!isWriting && (
        <Row>
          <Button kind="plain" isSmall icon={IconPencil} onClick={() => setWriting(true)}>
            {t(part.isOwn ? 'mine.change' : 'mine.word')}
          </Button>
          {part.isOwn && (
            <Button kind="plain" isSmall icon={IconArrowBackUp} isBusy={reset.isBusy} onClick={() => void reset.run(null)}>
              {t('mine.reset')}
            </Button>
          )}
        </Row>
      )}
    </article>
  )
}

function OwnWords({ part, path, stale, onDone }: { part: Part; path: string; stale: string[]; onDone: () => void }) {
  const t = useT('journeys')
  const form = useForm({ initial: { wording: part.sentence } })
  const save = useWrite((values: typeof form.values, options) => api.put(path, values, options), {
    stale,
    onDone: () => {
      form.done()
      toast({ title: t('mine.saved') })
      onDone()
    },
  })
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <TextArea
          label={t('mine.wording')}
          hint={t('mine.wordingHint', { sentence: part.houseSentence })}
          isRequired
          maxLength={300}
          {...form.field('wording')}
        />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit">
          {t('ui:save')}
        </Button>
        <Button onClick={onDone}>{t('ui:cancel')}</Button>
      </FormActions>
    </Form>
  )
}

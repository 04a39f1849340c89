// After a lesson: know, can, will, three taps; and where something is missing, what stops me, in one.
import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import type { BuyIn as Said, BuyInWords, Hindered, Word } from '../../contract/buy-ins.ts'
import '../paths/paths.css'

const questions = ['knows', 'can', 'will'] as const
const words: Word[] = ['yes', 'partly', 'no']

export function BuyIn({ lessonId }: { lessonId: string }) {
  const t = useT('learning')
  const path = `/api/buy-ins/${lessonId}`
  const query = useGet<Said>(path)
  const say = useWrite((body: BuyInWords, options) => api.put(path, body, options), { stale: [path] })
  const stop = useWrite(
    (body: { obstacleId: string } | { title: string }, options) => api.post<Hindered>(`${path}/obstacles`, body, options),
    {
      stale: ['/api/obstacles', path],
      onDone: () => form.begin({ title: '' }),
    },
  )
  const form = useForm({ initial: { title: '' } })
  if (!query.data) return null
  const said = query.data
  const isStopped = questions.some((one) => said[one] !== null && said[one] !== 'yes')
  return (
    <Section title={t('buyIn.title')} note={t('buyIn.note')}>
      <Stack gap={5}>
        {questions.map((one) => (
          <RadioGroup
            key={one}
            label={t(`buyIn.${one}`)}
            value={said[one] ?? ''}
            onChange={(word) => void say.run({ [one]: word as Word })}
            options={words.map((value) => ({ value, label: t(`buyIn.word.${value}`) }))}
          />
        ))}
        {say.problem && <ProblemView problem={say.problem} t={t} />}
        {isStopped && (
          <section aria-label={t('buyIn.stops')}>
            <Stack>
              <h3>{t('buyIn.stops')}</h3>
              <p className="small second">{t('buyIn.stopsNote')}</p>
              {stop.data && (
                <Message kind="good" isNews title={t(stop.data.isNew ? 'buyIn.raised' : 'buyIn.joined')}>
                  <Link to={`/obstacles/${stop.data.obstacleId}`}>{t('buyIn.seeIt')}</Link>
                </Message>
              )}
              {said.obstacles.length > 0 && (
                <ul className="buy-in-obstacles" aria-label={t('buyIn.known')}>
                  {said.obstacles.map(({ id, title }) => (
                    <li key={id}>
                      <Button isWide onClick={() => void stop.run({ obstacleId: id })}>
                        <bdi>{title}</bdi>
                      </Button>
                    </li>
                  ))}
                </ul>
              )}
              <form
                onSubmit={(event) => {
                  event.preventDefault()
                  if (form.values.title.trim().length >= 3) void stop.run({ title: form.values.title.trim() })
                }}
              >
                <Stack gap={2}>
                  <TextField label={t('buyIn.other')} hint={t('buyIn.otherHint')} isRequired maxLength={160} {...form.field('title')} />
                  <div>
                    <Button
                      type="submit"
                      isBusy={stop.isBusy}
                      offReason={form.values.title.trim().length < 3 ? t('buyIn.wordsFirst') : undefined}
                    >
                      {t('buyIn.raise')}
                    </Button>
                  </div>
                </Stack>
              </form>
              {stop.problem && <ProblemView problem={stop.problem} t={t} />}
            </Stack>
          </section>
        )}
      </Stack>
    </Section>
  )
}

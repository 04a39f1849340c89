// One story as everybody reads it; for whom it names, the question whether it may be told, answered with one tap and taken back at any time.
import { IconPlayerPlay, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useGo, useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { languages, useLanguage, useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Grid, Row, Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { toast } from '#ui/toast.ts'
import { NextStep } from '#ui/Words.tsx'
import type { Story } from '../../contract/stories.ts'
import { at, useAnswer, useWithdraw } from './queries.ts'
import './stories.css'

export function StoryPage() {
  const t = useT('recognition')
  const query = useGet<Story>(at.one(useParam('storyId')))
  const story = query.data
  return (
    <Page
      title={story?.title ?? t('stories.one.title')}
      back={{ to: '/stories', label: t('stories.list.title') }}
      who={story && t(story.state === 'published' ? 'stories.list.who' : 'stories.one.whoDraft')}
      next={
        story?.scenario?.isLive ? (
          <NextStep
            title={t('stories.one.play')}
            text={t('stories.one.playText')}
            actions={
              <ButtonLink kind="filled" icon={IconPlayerPlay} to={`/learn/scenarios/${story.scenario.id}`}>
                {t('stories.one.playDo')}
              </ButtonLink>
            }
          />
        ) : undefined
      }
    >
      <Reading query={query} t={t}>
        {(data) => (
          <Stack gap={6}>
            {data.may.answer && <Consent story={data} />}
            <Told story={data} />
            {data.state === 'published' && <Posters story={data} />}
            <Own story={data} />
          </Stack>
        )}
      </Reading>
    </Page>
  )
}

export function Told({ story }: { story: Story }) {
  const t = useT('recognition')
  const { day, list } = useFormats()
  const direction = languages.find(({ code }) => code === story.language)?.direction
  const names = story.people.flatMap(({ name }) => (name ? [`\u2068${name}\u2069`] : []))
  return (
    <article className="story">
      <div className="story-words" lang={story.language} dir={direction}>
        {(['happened', 'hard', 'did', 'felt'] as const).map((part) =>
          story[part] === '' ? null : (
            <div key={part} className={`story-${part}`}>
              {story[part].split(/\n+/).map((paragraph, index) => (
                <p key={index}>{paragraph}</p>
              ))}
            </div>
          ),
        )}
      </div>
      <footer>
        <PrincipleChipOf id={story.principleId} />
        <p className="small second">
          {[
            story.toldBy?.name ? t('stories.one.toldBy', { name: `\u2068${story.toldBy.name}\u2069` }) : null,
            names.length > 0 ? t('stories.one.about', { names: list(names) }) : null,
            day(story.on),
          ]
            .filter(Boolean)
            .join(t('stories.one.between'))}
        </p>
      </footer>
    </article>
  )
}

function Consent({ story }: { story: Story }) {
  const t = useT('recognition')
  const go = useGo()
  const [isAsked, setAsked] = useState(false)
  const answer = useAnswer(story.id, (said) => {
    toast({ title: t(`stories.consent.done.${said}`) })
    if (said === 'no') go('/stories?show=about-me', 'replace')
  })
  const name = `\u2068${story.toldBy?.name ?? t('gone')}\u2069`
  return (
    <section className="story-consent" aria-labelledby="consent">
      <h2 id="consent">{t(story.myAnswer === null ? 'stories.consent.title' : 'stories.consent.titleAgain', { name })}</h2>
      <p>{t(story.myAnswer === null ? 'stories.consent.text' : `stories.consent.said.${story.myAnswer}`)}</p>
      <ul>
        {(['page', 'scenario', 'huddle', 'poster', 'back'] as const).map((use) => (
          <li key={use}>{t(`stories.consent.use.${use}`)}</li>
        ))}
      </ul>
      {answer.problem && <ProblemView problem={answer.problem} t={t} />}
      <Row>
        {story.myAnswer !== 'yes' && (
          <Button kind={story.myAnswer === null ? 'filled' : 'line'} isBusy={answer.isBusy} onClick={() => void answer.run('yes')}>
            {t('stories.consent.yes')}
          </Button>
        )}
        {story.myAnswer !== 'unnamed' && (
          <Button isBusy={answer.isBusy} onClick={() => void answer.run('unnamed')}>
            {t('stories.consent.unnamed')}
          </Button>
        )}
        <Button kind="plain" isBusy={answer.isBusy} onClick={() => (story.myAnswer === null ? void answer.run('no') : setAsked(true))}>
          {t(story.myAnswer === null ? 'stories.consent.no' : 'stories.consent.takeBack')}
        </Button>
      </Row>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('stories.consent.sure')}
        text={t('stories.consent.sureText')}
        action={t('stories.consent.takeBack')}
        onConfirm={() => {
          setAsked(false)
          void answer.run('no')
        }}
        onClose={() => setAsked(false)}
      />
    </section>
  )
}

function Posters({ story }: { story: Story }) {
  const t = useT('recognition')
  const { code } = useLanguage()
  const { language: nameOf } = useFormats()
  const offered = story.sheets.map(({ language }) => language)
  const [language, setLanguage] = useState(offered.find((one) => one === code) ?? story.language)
  const print = useWrite(
    async (size: 'a4' | 'a3', options) => {
      const { id } = await api.post<{ id: string }>(`${at.one(story.id)}/prints`, { language, size }, options)
      saveFile(await api.getForFile(`${at.prints}/${id}/pdf`))
    },
    { stale: [at.prints] },
  )
  return (
    <Section title={t('stories.poster.title')} note={t('stories.poster.note')}>
      <Grid columns={2} gap={6}>
        <img
          className="story-poster"
          src={at.poster(story.id, language, story.version)}
          alt={t('stories.poster.picture')}
          width={420}
          height={594}
        />
        <Stack>
          <SelectField
            label={t('stories.poster.language')}
            value={language}
            onChange={(value) => setLanguage(value as typeof language)}
            options={offered.map((one) => ({ value: one, label: nameOf(one) }))}
            isShort
          />
          {print.problem && <ProblemView problem={print.problem} t={t} />}
          <Row>
            {(['a4', 'a3'] as const).map((size) => (
              <Button key={size} icon={IconPrinter} isBusy={print.isBusy} onClick={() => void print.run(size)}>
                {t(`stories.poster.${size}`)}
              </Button>
            ))}
          </Row>
          <p className="small second">{t('stories.poster.code', { code: story.code })}</p>
        </Stack>
      </Grid>
    </Section>
  )
}

/** What I may do with it: prepare it further, or take it back. */
export function Own({ story, canPrepare = true }: { story: Story; canPrepare?: boolean }) {
  const t = useT('recognition')
  const go = useGo()
  const [isAsked, setAsked] = useState(false)
  const withdraw = useWithdraw(() => {
    toast({ title: t('stories.one.withdrawDone') })
    go('/stories?show=mine', 'replace')
  })
  const prepare = canPrepare && (story.may.write || story.may.review)
  if (!prepare && !story.may.withdraw) return null
  return (
    <Row>
      {prepare && <ButtonLink to={`/stories/${story.id}/workshop`}>{t('stories.one.prepare')}</ButtonLink>}
      {story.may.withdraw && (
        <Button kind="plain" isBusy={withdraw.isBusy} onClick={() => setAsked(true)}>
          {t('stories.one.withdraw')}
        </Button>
      )}
      {withdraw.problem && <ProblemView problem={withdraw.problem} t={t} />}
      <ConfirmDialog
        isOpen={isAsked}
        title={t('stories.one.withdrawSure')}
        text={t('stories.one.withdrawText')}
        action={t('stories.one.withdraw')}
        onConfirm={() => {
          setAsked(false)
          void withdraw.run(story.id)
        }}
        onClose={() => setAsked(false)}
      />
    </Row>
  )
}

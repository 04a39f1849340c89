import { useState } from 'react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Sheet, Stack } from '#ui/Layout.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { sessionPath, useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { MantraVersion, MantraVersions } from '../../contract.ts'
import { at, useMantraVersions, usePlacements } from '../queries.ts'
import './mantra.css'

/** The wording that counts, those that come, and those that were. */
export function MantraPage() {
  const t = useT('language')
  const versions = useMantraVersions()
  const mayChange = useMay('mantra.change')
  return (
    <Page
      title={t('mantra.title')}
      lead={t('mantra.lead')}
      actions={mayChange && versions.data?.items.length ? <ButtonLink to="/mantra/new">{t('newMantra.title')}</ButtonLink> : undefined}
      next={mayChange && versions.data?.items.some(({ state }) => state === 'current') ? <Hanging /> : undefined}
      who={t('mantra.who')}
    >
      <Reading query={versions} t={t}>
        {(data) => <Known versions={data} mayChange={mayChange} />}
      </Reading>
    </Page>
  )
}

function Known({ versions, mayChange }: { versions: MantraVersions; mayChange: boolean }) {
  const t = useT('language')
  const current = versions.items.find(({ state }) => state === 'current')
  const planned = versions.items.filter(({ state }) => state === 'planned')
  const former = versions.items.filter(({ state }) => state === 'former')
  return (
    <>
      {current ? (
        <Sheet label={t('mantra.title')}>
          <Stack>
            <p className="mantra-large">
              <bdi>{current.wording}</bdi>
            </p>
            <VersionFacts version={current} />
          </Stack>
        </Sheet>
      ) : (
        planned.length === 0 && (
          <EmptyState
            level={2}
            title={t('mantra.empty')}
            text={t('mantra.emptyText')}
            action={
              mayChange && (
                <ButtonLink kind="filled" to="/mantra/new">
                  {t('mantra.first')}
                </ButtonLink>
              )
            }
          />
        )
      )}
      {planned.length > 0 && (
        <Section title={t('mantra.planned')} hasMargin note={t('mantra.plannedNote')}>
          <Stack gap={5}>
            {planned.map((version) => (
              <Planned key={version.id} version={version} mayChange={mayChange} />
            ))}
          </Stack>
        </Section>
      )}
      {former.length > 0 && (
        <Section title={t('mantra.former')} hasMargin note={t('mantra.formerNote')}>
          <Stack gap={5}>
            {former.map((version) => (
              <VersionBlock key={version.id} version={version} />
            ))}
          </Stack>
        </Section>
      )}
    </>
  )
}

function VersionBlock({ version }: { version: MantraVersion }) {
  return (
    <article className="mantra-version">
      <p className="mantra-former">
        <bdi>{version.wording}</bdi>
      </p>
      <VersionFacts version={version} />
    </article>
  )
}

function VersionFacts({ version }: { version: MantraVersion }) {
  const t = useT('language')
  const { language, list } = useFormats()
  return (
    <Facts
      items={[
        { label: t('mantra.version'), value: version.number },
        { label: t('mantra.from'), value: <DateText value={version.effectiveFrom} /> },
        { label: t('mantra.approvedBy'), value: version.approvedBy && <bdi>{version.approvedBy.name}</bdi> },
        { label: t('mantra.reason'), value: version.reason && <bdi>{version.reason}</bdi> },
        { label: t('mantra.hurried'), value: version.overrideReason && <bdi>{version.overrideReason}</bdi> },
        { label: t('mantra.languages'), value: list(version.texts.map((text) => language(text.language))) },
      ]}
    />
  )
}

function Planned({ version, mayChange }: { version: MantraVersion; mayChange: boolean }) {
  const t = useT('language')
  const [isAsking, setAsking] = useState(false)
  const withdraw = useWrite((_: object, options) => api.delete(`${at.versions}/${version.id}`, options), {
    stale: [at.versions, at.mantra, sessionPath],
    onDone: () => {
      setAsking(false)
      toast({ title: t('mantra.withdrawn') })
    },
  })
  return (
    <Stack>
      <VersionBlock version={version} />
      {withdraw.problem && <ProblemView problem={withdraw.problem} t={t} />}
      {mayChange && <Button onClick={() => setAsking(true)}>{t('mantra.withdraw')}</Button>}
      <ConfirmDialog
        title={t('mantra.withdrawAsk')}
        text={version.wording}
        action={t('mantra.withdraw')}
        isOpen={isAsking}
        isBusy={withdraw.isBusy}
        onConfirm={() => void withdraw.run({})}
        onClose={() => setAsking(false)}
      />
    </Stack>
  )
}

/** What still shows old words comes first; else the poster. */
function Hanging() {
  const t = useT('language')
  const { outdated } = usePlacements('outdated')
  return outdated > 0 ? (
    <NextStep
      title={t('mantra.nextOld', { count: outdated })}
      actions={
        <ButtonLink kind="filled" to="/placements?state=outdated">
          {t('mantra.nextOldDo')}
        </ButtonLink>
      }
    />
  ) : (
    <NextStep
      title={t('mantra.nextPoster')}
      actions={
        <ButtonLink kind="filled" to="/posters">
          {t('posters.title')}
        </ButtonLink>
      }
    />
  )
}

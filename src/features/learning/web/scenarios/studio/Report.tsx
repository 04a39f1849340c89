// What people chose: by principle, scene by scene, drawn on the map; where they stop and how it ends. Over everybody together; of fewer than five people nothing.
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { Switch } from '#ui/Choices.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { ScenarioReport, StudioScenario } from '../../../contract/scenarios.ts'

const ReportMap = lazy(() => import('./ReportMap.tsx').then((file) => ({ default: file.ReportMap })))

export function Report({ data }: { data: StudioScenario }) {
  const t = useT('learning')
  const [{ number, first }, set] = useSearchState<{ number: string; first: boolean }>({ number: '', first: false })
  const asked = { number: number || undefined, first: first ? 'yes' : 'no' }
  const query = useGet<ScenarioReport>(`/api/scenarios/${data.id}/report`, asked)
  const file = `/api/scenarios/${data.id}/report-exports?first=${asked.first}${number && `&number=${number}`}`
  return (
    <Stack gap={5}>
      {data.versions.length > 0 && (
        <Row at="between">
          <SelectField
            label={t('scenarios.version.number')}
            isRequired
            isShort
            value={number || String(data.liveNumber ?? '')}
            onChange={(next) => set({ number: next })}
            options={data.versions.map((one) => ({ value: String(one.number), label: String(one.number) }))}
          />
          <Switch
            label={t('scenarios.report.first')}
            note={t('scenarios.report.firstNote')}
            isOn={first}
            onChange={(next) => set({ first: next })}
          />
          {query.data?.all && (
            <ButtonLink icon={IconDownload} to={file} isNewTab>
              {t('scenarios.report.export')}
            </ButtonLink>
          )}
        </Row>
      )}
      <Reading query={query} t={t}>
        {(report) => <Counted report={report} />}
      </Reading>
    </Stack>
  )
}

function Counted({ report }: { report: ScenarioReport }) {
  const t = useT('learning')
  if (!report.all)
    return <EmptyState level={2} title={t('scenarios.report.none')} text={t('scenarios.report.noneText', { count: report.leastPeople })} />
  const titles = new Map([
    ...report.scenes.map(({ scene, title }) => [scene, title] as const),
    ...report.endings.map(({ ending, title }) => [ending, title] as const),
  ])
  const nameOf = (key: string): string => titles.get(key) ?? key
  const stops = report.scenes.filter(({ left }) => left !== null && left > 0).toSorted((a, b) => (b.left ?? 0) - (a.left ?? 0))
  return (
    <>
      <p className="report-sum">{t('scenarios.report.all', { plays: report.all.plays, people: report.all.people })}</p>
      <div className="report-sums">
        <Section title={t('scenarios.report.endings')}>
          <ul className="shares">
            {report.endings.map(({ ending, title, quality, plays, share }) => (
              <Share key={ending} words={title ?? ending} note={t(`scenarios.quality.${quality}`)} plays={plays} share={share} />
            ))}
          </ul>
        </Section>
        {report.principles.length > 0 && (
          <Section title={t('scenarios.report.principles')} note={t('scenarios.report.principlesNote')}>
            <ul className="shares">
              {report.principles.map(({ principle, kept, cost }) => (
                <li key={principle.id}>
                  <PrincipleChip principle={principle} isPlain />
                  <Bar share={kept / (kept + cost)} />
                  <p className="small figures">{t('scenarios.report.keptOf', { count: kept + cost, kept })}</p>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('scenarios.report.stops')}>
          {stops.length === 0 ? (
            <p className="second">{t('scenarios.report.noStops')}</p>
          ) : (
            <ul className="shares">
              {stops.map(({ scene, title, plays, left }) => (
                <Share key={scene} words={title ?? scene} plays={left ?? 0} share={(left ?? 0) / Math.max(plays ?? 0, 1)} />
              ))}
            </ul>
          )}
        </Section>
      </div>
      {report.text !== null && (
        <Section title={t('scenarios.report.map')} note={t('scenarios.report.mapNote')}>
          <Suspense fallback={null}>
            <ReportMap report={report} text={report.text} />
          </Suspense>
        </Section>
      )}
      <Section title={t('scenarios.report.scenes')} note={t('scenarios.report.scenesNote')}>
        {report.scenes.map((scene) => (
          <Scene key={scene.scene} scene={scene} principles={report.principles} nameOf={nameOf} leastPeople={report.leastPeople} />
        ))}
      </Section>
    </>
  )
}

function Scene({
  scene: { scene, title, plays, left, ways },
  principles,
  nameOf,
  leastPeople,
}: {
  scene: ScenarioReport['scenes'][number]
  principles: ScenarioReport['principles']
  /** Of a scene or an ending. */
  nameOf: (key: string) => string
  leastPeople: number
}) {
  const t = useT('learning')
  const names = (ids: readonly string[]): string =>
    principles
      .filter(({ principle }) => ids.includes(principle.id))
      .map(({ principle }) => principle.name)
      .join(', ')
  return (
    <section className="report-scene" aria-labelledby={`scene-${scene}`} id={`of-${scene}`} tabIndex={-1}>
      <h3 id={`scene-${scene}`}>
        <bdi>{title ?? scene}</bdi>
      </h3>
      {plays === null ? (
        <p className="second">{t('scenarios.report.tooFew', { count: leastPeople })}</p>
      ) : (
        <>
          <p className="small second">
            {t('scenarios.report.came', { count: plays })} {left !== null && left > 0 && t('scenarios.report.left', { count: left })}
          </p>
          <ul className="shares">
            {ways.map((way) => {
              const notes = [
                way.keeps.length > 0 && t('scenarios.report.keeps', { names: names(way.keeps) }),
                way.costs.length > 0 && t('scenarios.report.costs', { names: names(way.costs) }),
              ].filter((one) => one !== false)
              return (
                <Share
                  key={way.path}
                  words={
                    way.text ??
                    (way.kind === 'time' ? t('scenarios.findings.silence') : t('scenarios.report.onTo', { name: nameOf(way.to) }))
                  }
                  {...(notes.length > 0 ? { note: notes.join(' · ') } : {})}
                  plays={way.plays}
                  share={way.share}
                />
              )
            })}
          </ul>
        </>
      )}
    </section>
  )
}

function Share({ words, note, plays, share }: { words: string; note?: string; plays: number; share: number }) {
  const t = useT('learning')
  const { locale } = useLanguage()
  return (
    <li>
      <p>
        <bdi>{words}</bdi>
      </p>
      {note && <p className="small second">{note}</p>}
      <Bar share={share} />
      <p className="small figures">
        {t('scenarios.report.share', { count: plays, share: new Intl.NumberFormat(locale, { style: 'percent' }).format(share) })}
      </p>
    </li>
  )
}

/** From the side where reading begins. */
function Bar({ share }: { share: number }) {
  return (
    <svg className="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="share-ground" width="100" height="6" />
      <rect className="share-part" width={share * 100} height="6" />
    </svg>
  )
}

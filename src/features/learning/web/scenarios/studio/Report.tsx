// Which choice how often, where people leave, how it ends. Over everybody together; where fewer than five people came, nothing.
import { useSearchState } from '#ui/address.ts'
import { Switch } from '#ui/Choices.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { ScenarioReport, StudioScenario } from '../../../contract/scenarios.ts'

export function Report({ data }: { data: StudioScenario }) {
  const t = useT('learning')
  const [{ number, first }, set] = useSearchState<{ number: string; first: boolean }>({ number: '', first: false })
  const query = useGet<ScenarioReport>(`/api/scenarios/${data.id}/report`, { number: number || undefined, first: first ? 'yes' : 'no' })
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
  return (
    <>
      <p>{t('scenarios.report.all', { plays: report.all.plays, people: report.all.people })}</p>
      <Section title={t('scenarios.report.endings')}>
        <ul className="shares">
          {report.endings.map(({ ending, title, quality, plays, share }) => (
            <Share key={ending} words={title ?? ending} note={t(`scenarios.quality.${quality}`)} plays={plays} share={share} />
          ))}
        </ul>
      </Section>
      <Section title={t('scenarios.report.scenes')} note={t('scenarios.report.scenesNote')}>
        {report.scenes.map(({ scene, title, plays, left, ways }) => (
          <Section key={scene} level={3} title={<bdi>{title ?? scene}</bdi>}>
            {plays === null ? (
              <p className="second">{t('scenarios.report.tooFew', { count: report.leastPeople })}</p>
            ) : (
              <>
                <p className="small second">
                  {t('scenarios.report.came', { count: plays })} {left !== null && left > 0 && t('scenarios.report.left', { count: left })}
                </p>
                <ul className="shares">
                  {ways.map((way) => (
                    <Share
                      key={way.path}
                      words={way.text ?? t(way.kind === 'time' ? 'scenarios.findings.silence' : 'scenarios.player.goOn')}
                      plays={way.plays}
                      share={way.share}
                    />
                  ))}
                </ul>
              </>
            )}
          </Section>
        ))}
      </Section>
    </>
  )
}

function Share({ words, note, plays, share }: { words: string; note?: string; plays: number; share: number }) {
  const t = useT('learning')
  const { locale } = useLanguage()
  return (
    <li>
      <p>
        <bdi>{words}</bdi> {note && <span className="small second">{note}</span>}
      </p>
      <svg className="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="share-ground" width="100" height="6" />
        <rect className="share-part" width={share * 100} height="6" />
      </svg>
      <p className="small figures">
        {t('scenarios.report.share', { count: plays, share: new Intl.NumberFormat(locale, { style: 'percent' }).format(share) })}
      </p>
    </li>
  )
}

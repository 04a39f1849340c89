// Who starts when, who is compared with, who takes no part: chosen team by team, many at once, or drawn by lot.
import { IconArrowsShuffle } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { Study, TeamStarts } from '../../../contract/studies.ts'
import { path, pathOf, useStudyWrite } from '../queries.ts'
import { LotDialog } from './LotDialog.tsx'
import { PlannedStairs } from './PlannedStairs.tsx'
import { StartDialog } from './StartDialog.tsx'
import { Step } from './Step.tsx'

type Team = Study['teams'][number]
type Part = { part: Team['part']; startDay: string | null }

const startsOf = (teams: readonly Team[]): TeamStarts => ({
  teams: teams.flatMap(({ unit, part, startDay }) => (part === 'out' ? [] : [{ unitId: unit.id, startDay }])),
})

export function TeamsStep({ study, at, mayChange }: { study: Study; at: number; mayChange: boolean }) {
  const t = useT('impact')
  const { day, number } = useFormats()
  const [open, setOpen] = useState<'lot' | null>(null)
  const { teams, lot } = study
  const taking = teams.filter(({ part }) => part !== 'out').length
  return (
    <Step study={study} name="teams" at={at}>
      {teams.length === 0 ? (
        <EmptyState title={t('studies.teams.none')} text={t('studies.teams.noneText')} />
      ) : (
        <>
          {taking > 0 && <PlannedStairs study={study} />}
          {lot && (
            <Message kind="good" icon={IconArrowsShuffle} title={t('studies.lot.drawn', { day: day(lot.drawnAt) })}>
              <p>{lot.possible === null ? t('studies.lot.manyPossible') : t('studies.lot.possible', { count: number(lot.possible) })}</p>
            </Message>
          )}
          {mayChange && (
            <Row>
              <Button
                icon={IconArrowsShuffle}
                onClick={() => setOpen('lot')}
                offReason={
                  taking < 2
                    ? t('studies.lot.needsTeams')
                    : study.firstDay === null || study.lastDay === null
                      ? t('studies.lot.needsWindow')
                      : undefined
                }
              >
                {t(lot ? 'studies.lot.again' : 'studies.lot.do')}
              </Button>
            </Row>
          )}
          <ByParent study={study} mayChange={mayChange} />
        </>
      )}
      {open === 'lot' && <LotDialog study={study} onClose={() => setOpen(null)} />}
    </Step>
  )
}

/** Few enough to be seen at once. */
const fewTeams = 24

function ByParent({ study, mayChange }: { study: Study; mayChange: boolean }) {
  const t = useT('impact')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAskingDay, setAskingDay] = useState(false)
  const { teams } = study
  const save = useStudyWrite<TeamStarts, Study>(
    study,
    (starts, options) => api.put<Study>(`${pathOf(study)}/teams`, starts, options),
    () => {
      setChosen(new Set())
      setAskingDay(false)
    },
  )
  const undo = useWrite(
    ({ before, version }: { before: TeamStarts; version: number }, options) =>
      api.put<Study>(`${pathOf(study)}/teams`, before, { ...options, ifMatch: `"${version}"` }),
    { stale: [path] },
  )
  const set = (next: Part) => {
    const before = startsOf(teams)
    const count = chosen.size
    const changed = teams.map((team) => (chosen.has(team.unit.id) ? { ...team, ...next } : team))
    void save.run(startsOf(changed)).then((done) => {
      if (done)
        toast({
          title: t('studies.teams.set', { count }),
          action: { label: t('ui:undo'), onChoose: () => void undo.run({ before, version: done.version }) },
        })
    })
  }
  const groups = [...Map.groupBy(teams, ({ parent }) => parent?.id ?? '').values()]
  return (
    <>
      {save.problem && <ProblemView problem={save.problem} t={t} />}
      {mayChange && <p className="margin-note">{t('studies.teams.how')}</p>}
      <div className="study-groups">
        {groups.map((group) => (
          <Group
            key={group[0]!.parent?.id ?? ''}
            group={group}
            isOpen={groups.length === 1 || teams.length <= fewTeams}
            {...(mayChange ? { chosen, onChoose: setChosen } : {})}
          />
        ))}
      </div>
      {/* As SelectionBar of ui, which nobody else uses: it would come with the first page of the day. */}
      {chosen.size > 0 && (
        <div className="selection">
          <output>{t('ui:list.selected', { count: chosen.size })}</output>
          <Button isSmall isBusy={save.isBusy} onClick={() => setAskingDay(true)}>
            {t('studies.teams.starts')}
          </Button>
          <Button isSmall isBusy={save.isBusy} onClick={() => set({ part: 'compared', startDay: null })}>
            {t('studies.teams.compared')}
          </Button>
          <Button isSmall isBusy={save.isBusy} onClick={() => set({ part: 'out', startDay: null })}>
            {t('studies.teams.out')}
          </Button>
          <Button kind="plain" isSmall onClick={() => setChosen(new Set())}>
            {t('ui:list.clearSelection')}
          </Button>
        </div>
      )}
      {isAskingDay && (
        <StartDialog
          study={study}
          count={chosen.size}
          isBusy={save.isBusy}
          onClose={() => setAskingDay(false)}
          onDay={(startDay) => set({ part: 'starts', startDay })}
        />
      )}
    </>
  )
}

type GroupProps = { group: Team[]; isOpen: boolean; chosen?: ReadonlySet<string>; onChoose?: (chosen: ReadonlySet<string>) => void }

/** The teams below one unit; "choose all" means these. */
function Group({ group, isOpen, chosen, onChoose }: GroupProps) {
  const t = useT('impact')
  const { number } = useFormats()
  const { locale } = useLanguage()
  const byName = new Intl.Collator(locale, { numeric: true })
  const above = group[0]?.parent?.name ?? t('studies.teams.top')
  const ids = new Set(group.map(({ unit }) => unit.id))
  const count = (part: Team['part']) => group.filter((team) => team.part === part).length
  return (
    <details className="study-group" open={isOpen}>
      <summary>
        <strong>
          <bdi>{above}</bdi>
        </strong>
        <span>
          {t('studies.teams.counts', { starts: number(count('starts')), compared: number(count('compared')), out: number(count('out')) })}
        </span>
      </summary>
      <Table
        caption={t('studies.teams.of', { unit: above })}
        rows={group.toSorted((a, b) => byName.compare(a.unit.name, b.unit.name))}
        rowKey={({ unit }) => unit.id}
        rowName={({ unit }) => unit.name}
        {...(chosen && onChoose
          ? {
              selected: new Set([...chosen].filter((id) => ids.has(id))),
              onSelect: (next: Set<string>) => onChoose(new Set([...chosen].filter((id) => !ids.has(id)).concat([...next]))),
            }
          : {})}
        columns={[
          { key: 'team', label: t('studies.teams.team'), cell: ({ unit }) => <bdi>{unit.name}</bdi> },
          { key: 'part', label: t('studies.teams.part'), cell: (team) => <PartWords team={team} /> },
          { key: 'people', label: t('studies.teams.people'), isNumber: true, cell: ({ people }) => people },
        ]}
      />
    </details>
  )
}

function PartWords({ team: { part, startDay } }: { team: Team }) {
  const t = useT('impact')
  const { day } = useFormats()
  if (part === 'starts' && startDay) return <strong>{t('studies.teams.startsOn', { day: day(startDay) })}</strong>
  return <span className={part === 'out' ? 'study-quiet' : undefined}>{t(`studies.teams.is.${part}`)}</span>
}

// One pack: what it would bring, what its themes mean here, how each part stands, and how it comes, goes and is taken along.
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useParam, useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Facts, Progress } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { NextStep } from '#ui/Words.tsx'
import type { PackInstallation, PackInstalled, PackRemoved, PackView } from '../../contract/packs.ts'
import { type Choices, Parts } from './Parts.tsx'
import { Themes } from './Themes.tsx'

const changes = [
  '/api/packs',
  '/api/my-lessons',
  '/api/lessons',
  '/api/scenarios',
  '/api/items',
  '/api/cards',
  '/api/card-book',
  '/api/principles',
]

export function PackPage() {
  const t = useT('learning')
  const path = `/api/packs/${useParam('packKey')}`
  const query = useGet<PackView>(path)
  return (
    <Page
      title={query.data?.title ?? t('packs.one')}
      lead={query.data && t(query.data.installed === null ? 'packs.leadNew' : 'packs.leadHere')}
      back={{ to: '/packs', label: t('packs.title') }}
      who={t('packs.who')}
    >
      <Reading query={query} t={t}>
        {(pack) => <Opened key={pack.installed?.at ?? 'new'} path={path} pack={pack} />}
      </Reading>
    </Page>
  )
}

function Opened({ path, pack }: { path: string; pack: PackView }) {
  const t = useT('learning')
  const mayInstall = useMay('packs.install')
  const { language } = useFormats()
  const [search, set] = useSearchState({ kind: '', state: '' })
  const [themes, setThemes] = useState<Record<string, string>>({})
  const [choices, setChoices] = useState<Choices>({})
  const install = useWrite((input: PackInstallation, options) => api.post<PackInstalled>(`${path}/installations`, input, options), {
    stale: changes,
    onDone: ({ lessons, scenarios, items, cards, behaviours }) => {
      const all = [lessons, scenarios, items, cards, behaviours]
      const sum = (name: 'added' | 'changed' | 'kept') => all.reduce((total, one) => total + one[name], 0)
      toast({ title: t('packs.done', { added: sum('added'), changed: sum('changed') }) })
    },
  })
  const meant = pack.themes.map((one) => themes[one.theme] ?? one.principle?.id ?? '')
  const unclear = meant.filter((id) => id === '').length
  const isNew = pack.installed === null
  const comes = pack.parts.filter(({ part, state }) => {
    const choice = choices[part]
    return state === 'new' || (state === 'update' ? choice !== 'mine' : choice === 'theirs')
  }).length
  const settled = Object.values(choices).includes('mine')
  const { counts } = pack
  const run = () =>
    void install.run({
      themes: Object.fromEntries(pack.themes.flatMap(({ theme }, i) => (meant[i] ? [[theme, meant[i]]] : []))),
      choices,
    })
  const button = (
    <Button kind="filled" isBusy={install.isBusy} offReason={unclear > 0 ? t('packs.themeFirst') : undefined} onClick={run}>
      {t(isNew ? 'packs.install' : 'packs.update')}
    </Button>
  )
  return (
    <>
      <Section hasMargin title={t('packs.holds')}>
        <Facts
          items={[
            { label: t('packs.kinds.lesson'), value: counts.lessons },
            { label: t('packs.kinds.scenario'), value: counts.scenarios },
            { label: t('packs.minutesLabel'), value: t('lessons.minutes', { count: pack.minutes }) },
            { label: t('packs.kinds.item'), value: counts.items },
            { label: t('packs.kinds.card'), value: counts.cards },
            { label: t('packs.kinds.behaviour'), value: counts.behaviours },
            { label: t('items.languages'), value: pack.languages.map((code) => language(code)).join(', ') },
            {
              label: t('packs.here'),
              value: pack.installed ? (
                <>
                  {t('packs.version', { version: String(pack.installed.version) })}, <DateText value={pack.installed.at} />
                </>
              ) : (
                t('packs.notHere')
              ),
            },
          ]}
        />
      </Section>
      <Themes pack={pack} meant={meant} onChange={(theme, id) => setThemes({ ...themes, [theme]: id })} />
      <Parts
        pack={pack}
        search={search}
        onSearch={set}
        choices={choices}
        onChoice={(part, choice) =>
          setChoices(Object.fromEntries(Object.entries({ ...choices, [part]: choice }).filter(([, one]) => one)) as Choices)
        }
      />
      {!isNew && <TakeAlong path={path} mayInstall={mayInstall} />}
      {mayInstall && (isNew || comes > 0 || settled) && (
        <NextStep
          title={t(isNew ? 'packs.installTitle' : 'packs.updateTitle')}
          text={
            isNew
              ? t('packs.installText', { languages: pack.spoken.map((code) => language(code)).join(', ') })
              : t('packs.updateText', { count: comes })
          }
          actions={
            <Stack>
              {install.problem && <ProblemView problem={install.problem} t={t} />}
              {button}
              {install.isBusy && <Progress share={null} label={t('packs.busy')} />}
            </Stack>
          }
        />
      )}
    </>
  )
}

function TakeAlong({ path, mayInstall }: { path: string; mayInstall: boolean }) {
  const t = useT('learning')
  const [isAsked, setAsked] = useState(false)
  const take = useWrite((address: string) => api.getForFile(address), { onDone: (file) => saveFile(file) })
  const remove = useWrite((_: null, options) => api.post<PackRemoved>(`${path}/removals`, undefined, options), {
    stale: changes,
    onDone: () => setAsked(false),
  })
  return (
    <Section hasMargin title={t('packs.along')} note={t('packs.alongNote')}>
      <Stack>
        {take.problem && <ProblemView problem={take.problem} t={t} />}
        {remove.problem && <ProblemView problem={remove.problem} t={t} />}
        {remove.data && (
          <Message kind="good" isNews title={t('packs.removed', { count: remove.data.retired })}>
            <p>{t('packs.removedText', { used: remove.data.used, changed: remove.data.changed })}</p>
          </Message>
        )}
        <Row>
          <Button icon={IconDownload} isBusy={take.isBusy} onClick={() => void take.run(`${path}/files`)}>
            {t('packs.export')}
          </Button>
          {mayInstall && (
            <Button kind="plain" onClick={() => setAsked(true)}>
              {t('packs.remove')}
            </Button>
          )}
        </Row>
      </Stack>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('packs.removeTitle')}
        text={t('packs.removeText')}
        action={t('packs.remove')}
        isBusy={remove.isBusy}
        onConfirm={() => void remove.run(null)}
        onClose={() => setAsked(false)}
      />
    </Section>
  )
}

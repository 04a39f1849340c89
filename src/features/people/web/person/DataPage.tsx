import { IconFileDownload, IconTable } from '@tabler/icons-react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import type { Person } from '../../contract.ts'
import { PersonFrame } from './PersonFrame.tsx'

export const DataPage = () => (
  <PersonFrame titleKey="data.title" leadKey="data.lead">
    {(person) => <Downloads person={person} />}
  </PersonFrame>
)

function Downloads({ person }: { person: Person }) {
  const t = useT('people')
  const take = useWrite(async (part: string) => saveFile(await api.getForFile(`/api/people/${person.id}/${part}`)))
  return (
    <Section title={t('data.section')} hasMargin note={t('data.note')}>
      <Stack isNarrow>
        {take.problem && <ProblemView problem={take.problem} t={t} />}
        <p>{t('data.text')}</p>
        <Row>
          <Button icon={IconFileDownload} isBusy={take.isBusy} onClick={() => void take.run('personal-data')}>
            {t('data.json')}
          </Button>
          <Button icon={IconTable} isBusy={take.isBusy} onClick={() => void take.run('personal-data-table')}>
            {t('data.csv')}
          </Button>
        </Row>
        <p>
          <ButtonLink kind="plain" to="/what-is-recorded">
            {t('data.map')}
          </ButtonLink>
        </p>
      </Stack>
    </Section>
  )
}

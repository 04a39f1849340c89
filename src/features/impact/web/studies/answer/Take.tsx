// What goes out, so that anybody can check it.
import { IconBraces, IconChartDots, IconFileCode, IconFileDownload, IconPrinter } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Row, Section } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import type { Study } from '../../../contract/studies.ts'
import { pathOf } from '../queries.ts'

const files = [
  { name: 'panel', icon: IconFileDownload },
  { name: 'r-script', icon: IconFileCode },
  { name: 'plot', icon: IconChartDots },
  { name: 'answer', icon: IconBraces },
] as const

export function Take({ study, isRefused }: { study: Study; isRefused: boolean }) {
  const t = useT('impact')
  const take = useWrite((name: string) => api.getForFile(`${pathOf(study)}/${name}`), { onDone: (file) => saveFile(file) })
  return (
    <div className="study-take">
      <Section hasMargin title={t('studies.take.title')} note={t('studies.take.note')}>
        <Row>
          {files
            .filter(({ name }) => !isRefused || name === 'panel' || name === 'answer')
            .map(({ name, icon }) => (
              <Button key={name} icon={icon} isSmall isBusy={take.isBusy} onClick={() => void take.run(name)}>
                {t(`studies.take.${name}`)}
              </Button>
            ))}
          <Button icon={IconPrinter} isSmall onClick={() => window.print()}>
            {t('chain.print')}
          </Button>
        </Row>
        {take.problem && <ProblemView problem={take.problem} t={t} />}
      </Section>
    </div>
  )
}

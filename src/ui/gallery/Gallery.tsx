import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '../Button.tsx'
import { switchLanguage, useLanguage, useT } from '../i18n.ts'
import { languages } from '../i18n.ts'
import { SelectField } from '../Inputs.tsx'
import { Page } from '../Page.tsx'
import type { PageRoute } from '../routes.ts'
import { SessionProvider } from '../session.tsx'
import type { Session } from '../session.tsx'
import { Shell } from '../shell/Shell.tsx'
import { setTheme, useTheme } from '../theme.ts'
import type { Theme } from '../theme.ts'
import { NextStep } from '../Words.tsx'
import { ActionsSheet } from './ActionsSheet.tsx'
import { ChoicesSheet } from './ChoicesSheet.tsx'
import { FactsSheet } from './FactsSheet.tsx'
import { FieldsSheet } from './FieldsSheet.tsx'
import './gallery.css'
import { ListsSheet } from './ListsSheet.tsx'
import { OverSheet } from './OverSheet.tsx'
import { SignSheet } from './SignSheet.tsx'
import { WordsSheet } from './WordsSheet.tsx'

const page = (surface: PageRoute['surface'], path: string, titleKey: string, order: number): PageRoute => ({
  path,
  surface,
  titleKey,
  nav: { order },
  component: () => Promise.resolve(() => null),
})

const pages = [
  page('team', '/team/huddle', 'gallery:nav.huddle', 1),
  page('studio', '/studio/parts', 'gallery:nav.parts', 1),
  page('studio', '/studio/words', 'gallery:nav.words', 2),
  page('evidence', '/evidence/chain', 'gallery:nav.chain', 1),
  page('admin', '/admin/people', 'gallery:nav.people', 1),
]

export function Gallery() {
  const t = useT('gallery')
  const session: Session = {
    person: { id: 'marta', displayName: 'Marta Kovač', initials: 'MK' },
    organisation: { id: 'hollin', name: 'Hollin Parcel', languages: ['en', 'de', 'ar'], defaultLanguage: 'en', mantra: t('mantra') },
    roles: ['author'],
    operations: [],
    surfaces: ['today', 'team', 'studio', 'evidence', 'admin'],
    language: 'en',
    sharedDevice: false,
  }
  return (
    <SessionProvider session={session}>
      <Shell pages={pages} surface="studio" path="/studio/parts">
        <Page
          title={t('title')}
          lead={t('lead')}
          actions={<Switches />}
          next={
            <NextStep
              title={t('next.title')}
              text={t('next.text')}
              actions={
                <Button kind="filled" iconEnd={IconArrowRight}>
                  {t('next.action')}
                </Button>
              }
            />
          }
          who={t('who.all')}
        >
          <WordsSheet />
          <ActionsSheet />
          <FieldsSheet />
          <ChoicesSheet />
          <ListsSheet />
          <FactsSheet />
          <OverSheet />
          <SignSheet />
        </Page>
      </Shell>
    </SessionProvider>
  )
}

function Switches() {
  const t = useT('gallery')
  const { code } = useLanguage()
  const theme = useTheme()
  const [direction, setDirection] = useState(document.documentElement.dir)
  return (
    <div className="gallery-switches">
      <SelectField
        label={t('switch.language')}
        value={code}
        options={languages.map(({ code: value, name }) => ({ value, label: name }))}
        onChange={(next) => void switchLanguage(next).then(() => setDirection(document.documentElement.dir))}
      />
      <SelectField
        label={t('switch.theme')}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`ui:theme.${value}`) }))}
        onChange={(next) => setTheme(next as Theme)}
      />
      <SelectField
        label={t('switch.direction')}
        value={direction}
        options={[
          { value: 'ltr', label: t('switch.ltr') },
          { value: 'rtl', label: t('switch.rtl') },
        ]}
        onChange={(next) => {
          document.documentElement.dir = next
          setDirection(next)
        }}
      />
    </div>
  )
}

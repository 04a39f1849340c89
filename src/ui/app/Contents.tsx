// A surface's first page is its table of contents, made from the pages that the person may open, by the stages of the loop where they have one.
import { usePath } from '../address.ts'
import { List } from '../Facts.tsx'
import { useT, useTexts } from '../i18n.ts'
import { Section } from '../Layout.tsx'
import { Page } from '../Page.tsx'
import { byStage, contentsOf, namespaceOf } from '../routes.ts'
import type { PageRoute, Surface } from '../routes.ts'
import { useSession } from '../session.tsx'
import { usePageList } from './page-list.ts'

export function Contents() {
  const t = useT('ui')
  const { operations } = useSession()
  const surface = usePath().slice(1) as Exclude<Surface, 'today'>
  const pages = contentsOf(usePageList(), surface, operations)
  useTexts(pages.map(({ titleKey }) => namespaceOf(titleKey)))
  const stages = byStage(pages).filter(({ stage }) => stage !== undefined)
  const list = (some: PageRoute[]) => (
    <List
      items={some.map((page) => ({
        key: page.path,
        title: t(page.titleKey),
        note: page.nav?.aboutKey && t(page.nav.aboutKey),
        to: page.path,
      }))}
    />
  )
  return (
    <Page title={t(`surface.${surface}`)} lead={t(`surfaceAbout.${surface}`)}>
      {stages.length === 0
        ? list(pages)
        : stages.map(({ stage, pages: some }) => (
            <Section key={stage} title={t(`stage.${stage}`)}>
              {list(some)}
            </Section>
          ))}
    </Page>
  )
}

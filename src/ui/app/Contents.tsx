// A surface's first page is its table of contents, made from the pages that the person may open.
import { usePath } from '../address.ts'
import { List } from '../Facts.tsx'
import { useT, useTexts } from '../i18n.ts'
import { Page } from '../Page.tsx'
import { contentsOf, namespaceOf } from '../routes.ts'
import type { Surface } from '../routes.ts'
import { useSession } from '../session.tsx'
import { usePageList } from './page-list.ts'

export function Contents() {
  const t = useT('ui')
  const { operations } = useSession()
  const surface = usePath().slice(1) as Exclude<Surface, 'today'>
  const pages = contentsOf(usePageList(), surface, operations)
  useTexts(pages.map(({ titleKey }) => namespaceOf(titleKey)))
  return (
    <Page title={t(`surface.${surface}`)} lead={t(`surfaceAbout.${surface}`)}>
      <List
        items={pages.map((page) => ({
          key: page.path,
          title: t(page.titleKey),
          note: page.nav?.aboutKey && t(page.nav.aboutKey),
          to: page.path,
        }))}
      />
    </Page>
  )
}

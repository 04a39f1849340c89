import { IconBuildingStore, IconDesk, IconDoor, IconMail, IconMessages, IconPhone } from '@tabler/icons-react'
import type { Channel } from '#engines/scenario/scenario.ts'
import { useLevelName } from '#features/evidence/web/parts.tsx'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import type { IconType } from '#ui/Icon.tsx'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { PlayableRow } from '../../../contract/scenarios.ts'
import { meaningOf } from './words.ts'
import './player.css'

const channelIcons: Record<Channel, IconType> = {
  phone: IconPhone,
  counter: IconBuildingStore,
  chat: IconMessages,
  mail: IconMail,
  door: IconDoor,
  desk: IconDesk,
}

export function PlayableListPage() {
  const t = useT('learning')
  const { code } = useLanguage()
  const query = useGet<{ items: PlayableRow[] }>('/api/learning/scenarios', { language: code })
  return (
    <Page title={t('scenarios.list.title')} lead={t('scenarios.list.lead')} who={t('scenarios.player.who')}>
      <Reading query={query} t={t}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState level={2} title={t('scenarios.list.none')} text={t('scenarios.list.noneText')} />
          ) : (
            <>
              <Rows title={t('scenarios.list.mine')} items={items.filter(({ isForMe }) => isForMe)} />
              <Rows
                title={t('scenarios.list.others')}
                note={t('scenarios.list.othersNote')}
                items={items.filter(({ isForMe }) => !isForMe)}
              />
            </>
          )
        }
      </Reading>
    </Page>
  )
}

function Rows({ title, note, items }: { title: string; note?: string; items: readonly PlayableRow[] }) {
  const t = useT('learning')
  const levelName = useLevelName()
  if (items.length === 0) return null
  return (
    <Section title={title} note={note}>
      <ul className="playables">
        {items.map((row) => (
          <li key={row.id}>
            <h3>
              <Link to={`/learn/scenarios/${row.id}`}>
                <bdi>{row.title}</bdi>
              </Link>
            </h3>
            {row.about !== null && (
              <p>
                <bdi>{row.about}</bdi>
              </p>
            )}
            <p className="playable-facts small second">
              <Icon of={channelIcons[row.channel]} size="small" />
              {t(`scenarios.channel.${row.channel}`)} · {t('scenarios.minutes', { count: row.minutes })} · {levelName(row.level)}
            </p>
            <div className="playable-facts">
              {row.principle && <PrincipleChip principle={row.principle} isPlain />}
              {row.isOpen && <Tag meaning="wait">{t('scenarios.list.open')}</Tag>}
              {row.lastQuality !== null && <Tag meaning={meaningOf[row.lastQuality]}>{t(`scenarios.quality.${row.lastQuality}`)}</Tag>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

import { IconCheck, IconCircle, IconRosette, IconStairsUp } from '@tabler/icons-react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { ButtonLink } from '#ui/Button.tsx'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { useGet } from '#ui/queries.ts'
import { useMay, useSession } from '#ui/session.tsx'
import { WhoSees } from '#ui/Words.tsx'
import type { EvidencePiece, Standing as StandingReply } from '../contract.ts'
import { useLevelName, useMissingWords } from './parts.tsx'

const noticeMs = 60 * 86_400_000

/** On the person's page: the level, what is missing for the next one, and what was shown. Nothing where the reader may not see it. */
export function Standing({ personId }: { personId: string }) {
  const t = useT('evidence')
  const { list } = useFormats()
  const session = useSession()
  const levelName = useLevelName()
  const missingWords = useMissingWords()
  const maySign = useMay('evidence.sign')
  const query = useGet<StandingReply>(`/api/people/${personId}/standing`)
  const isMe = session.person.id === personId
  const signOff = maySign && !isMe && (
    <ButtonLink to={`/people/${personId}/sign-off`} icon={IconRosette} isSmall>
      {t('signOff.do')}
    </ButtonLink>
  )
  const standing = query.data
  // Read by fewer people than the page: with the works-council switch on, only by the person.
  if (!standing)
    return query.problem && signOff ? (
      <Section title={t('standing.title')} hasMargin actions={signOff}>
        <p>{t('standing.onlyPerson')}</p>
      </Section>
    ) : null
  // One's own has a page of its own, where each piece leads to what opens it.
  if (isMe)
    return (
      <Section title={t('standing.title')} hasMargin note={t('standing.note')}>
        <Stack>
          <p className="section-title">{levelName(standing.level)}</p>
          <Lapse lapsesAt={standing.lapsesAt} level={standing.level} />
          <p>
            <ButtonLink to="/my-levels" icon={IconStairsUp}>
              {t('mine.title')}
            </ButtonLink>
          </p>
        </Stack>
      </Section>
    )
  const who = list([...new Set(standing.whoSees.map((one) => t(`sees.${one}`)))])
  return (
    <Section title={t('standing.title')} hasMargin note={t('standing.note')} actions={signOff}>
      <Stack>
        <p className="section-title">{levelName(standing.level)}</p>
        <Lapse lapsesAt={standing.lapsesAt} level={standing.level} />
        {standing.next && (
          <p>{t('standing.next', { level: levelName(standing.next.level), missing: list(missingWords(standing.next.missing)) })}</p>
        )}
        <List
          label={t('standing.title')}
          items={standing.states.map(({ level, isReached, parts }) => ({
            key: String(level),
            icon: isReached ? IconCheck : IconCircle,
            title: levelName(level),
            note: list(parts.map(({ kind, has, needed }) => t('standing.part', { kind: t(`kind.${kind}`), has, needed }))),
            end: isReached ? t('standing.reached') : undefined,
          }))}
        />
        {standing.evidence.length > 0 && <Shown pieces={standing.evidence} />}
        <WhoSees>{t('standing.who', { who })}</WhoSees>
      </Stack>
    </Section>
  )
}

function Lapse({ lapsesAt, level }: { lapsesAt: string | null; level: number }) {
  const t = useT('evidence')
  const { day } = useFormats()
  if (!lapsesAt || level === 0) return null
  const isSoon = Date.parse(lapsesAt) - now().getTime() < noticeMs
  return isSoon ? (
    <Message kind="wait" title={t('standing.lapsesSoon', { day: day(lapsesAt) })} />
  ) : (
    <p>{t('standing.lapses', { day: day(lapsesAt) })}</p>
  )
}

function Shown({ pieces }: { pieces: EvidencePiece[] }) {
  const t = useT('evidence')
  const { day } = useFormats()
  return (
    <List
      label={t('standing.shown')}
      items={pieces.slice(0, 20).map((piece) => ({
        key: piece.id,
        title: (
          <>
            {t(`kind.${piece.kind}`)}
            {piece.level !== null && <> · {t('standing.forLevel', { level: piece.level })}</>} · {t(`outcome.${piece.outcome}`)}
          </>
        ),
        note: (
          <>
            {piece.words && <bdi>{piece.words}</bdi>} {day(piece.shownAt)}
            {piece.notedBy?.name && (
              <>
                {' · '}
                <bdi>{piece.notedBy.name}</bdi>
              </>
            )}
            <PrincipleChipOf id={piece.principleId} />
          </>
        ),
      }))}
    />
  )
}

import {
  IconEye,
  IconFeather,
  IconFlag,
  IconHeart,
  IconLink,
  IconPlant2,
  IconShieldCheck,
  IconSpeakerphone,
  IconWifiOff,
} from '@tabler/icons-react'
import { Button, ButtonLink } from '../Button.tsx'
import { useT } from '../i18n.ts'
import { Icon } from '../Icon.tsx'
import type { IconType } from '../Icon.tsx'
import { Grid, Row, Section, Sheet, Spoken, Stack, Well } from '../Layout.tsx'
import { Link } from '../Link.tsx'
import { Message } from '../Message.tsx'
import { ProblemError } from '../problem.ts'
import { ProblemView } from '../ProblemView.tsx'
import { Answer, EmptyState, PrincipleChip, Quote, Said, Tag, Thanks, WhoSees, principleColours } from '../Words.tsx'
import type { PrincipleColour } from '../Words.tsx'

const icons: Record<PrincipleColour, IconType> = {
  sky: IconEye,
  navy: IconLink,
  leaf: IconFeather,
  rose: IconSpeakerphone,
  violet: IconFlag,
  umber: IconPlant2,
  mulberry: IconHeart,
  moss: IconShieldCheck,
}

export function WordsSheet() {
  const t = useT('gallery')
  const lost = new ProblemError({ slug: 'no-answer', status: 0 })
  const broken = new ProblemError({ slug: 'internal', status: 500, requestId: 'req-7f3a' })
  return (
    <>
      <Section title={t('inks.title')} note={t('inks.note')} hasMargin>
        <div className="swatches">
          {principleColours.map((colour) => (
            <div key={colour} data-principle={colour}>
              <div className="swatch">
                <Icon of={icons[colour]} />
              </div>
              <PrincipleChip name={t(`principle.${colour}`)} colour={colour} icon={icons[colour]} to="/studio" />
            </div>
          ))}
        </div>
      </Section>
      <Section title={t('voices.title')} note={t('voices.note')} hasMargin>
        <div className="scale">
          <p className="flared scale-72">{t('principle.navy')}</p>
          <p className="flared scale-38">{t('voices.title38')}</p>
          <p className="flared scale-30">{t('voices.quote')} Ήρθε ολόκληρο. Пришло целым.</p>
          <p className="flared scale-24">{t('voices.section')}</p>
          <p className="scale-20">{t('voices.list')}</p>
          <p>{t('voices.reading')}</p>
          <p className="small">{t('voices.label')}</p>
          <p className="margin-note">{t('voices.margin')}</p>
        </div>
      </Section>
      <Section title={t('answers.title')} note={t('answers.note')} hasMargin>
        <Grid columns={3} gap={6} isEven>
          <Answer kind="yes" word={t('answers.yes')}>
            {t('answers.yesText')}
          </Answer>
          <Answer kind="yes-if" word={t('answers.yesIf')}>
            {t('answers.yesIfText')}
          </Answer>
          <Answer kind="not-alone" word={t('answers.notAlone')}>
            {t('answers.notAloneText')}
          </Answer>
        </Grid>
      </Section>
      <Section title={t('words.title')} note={t('words.note')} hasMargin>
        <Grid gap={6}>
          <Said principle="navy">
            <Quote
              by={t('words.by')}
              end={
                <>
                  <PrincipleChip name={t('principle.navy')} colour="navy" icon={icons.navy} to="/studio" />
                  <Link to="/today" isAlone>
                    {t('words.how')}
                  </Link>
                </>
              }
            >
              {t('words.quote')}
            </Quote>
          </Said>
          <Thanks to={t('thanks.to')} from={t('thanks.from')}>
            {t('thanks.text')}
          </Thanks>
        </Grid>
      </Section>
      <Sheet label={t('words.how')}>
        <Quote isLarge by={t('words.by')}>
          {t('words.quote')}
        </Quote>
      </Sheet>
      <Section title={t('messages.title')} note={t('messages.note')} hasMargin>
        <Grid gap={4}>
          <Message kind="stop" title={t('messages.stop')}>
            {t('messages.stopText')}
          </Message>
          <Message kind="good" title={t('messages.good')} actions={<Button isSmall>{t('ui:undo')}</Button>}>
            {t('messages.goodText')}
          </Message>
          <Message kind="wait" title={t('messages.wait')}>
            {t('messages.waitText')}
          </Message>
          <Message kind="note" icon={IconWifiOff} title={t('ui:offline.title')}>
            {t('ui:offline.text')}
          </Message>
          <ProblemView problem={lost} onRetry={() => undefined} />
          <ProblemView problem={broken} />
        </Grid>
      </Section>
      <Section title={t('tags.title')} hasMargin>
        <Stack>
          <Row>
            <Tag>{t('tags.plain')}</Tag>
            <Tag meaning="good">{t('tags.good')}</Tag>
            <Tag meaning="wait">{t('tags.wait')}</Tag>
            <Tag meaning="stop">{t('tags.stop')}</Tag>
            <Tag meaning="note">{t('tags.note')}</Tag>
          </Row>
        </Stack>
      </Section>
      <Section title={t('empty.head')} note={t('empty.headNote')} hasMargin>
        <Grid gap={6}>
          <EmptyState title={t('empty.title')} text={t('empty.text')} action={<ButtonLink to="/studio">{t('empty.action')}</ButtonLink>} />
          <Stack>
            <Well>
              {t('voices.reading')}
              <Spoken> {t('voices.label')}</Spoken>
            </Well>
            <WhoSees>{t('who.me')}</WhoSees>
            <WhoSees>{t('who.coach')}</WhoSees>
            <WhoSees isDevice>{t('who.device')}</WhoSees>
          </Stack>
        </Grid>
      </Section>
    </>
  )
}

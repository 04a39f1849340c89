// The list of features, from left to right (ARCHITECTURE.md). main and the tests' server assemble the same program from it.
import { policy as accountsPolicy } from '#features/accounts/access.ts'
import { commands as accountsCommands } from '#features/accounts/commands.ts'
import { jobs as accountsJobs } from '#features/accounts/jobs.ts'
import { accountsFollowPeople, nameAuthors, registerMantra } from '#features/accounts/public.ts'
import { routes as accountsRoutes } from '#features/accounts/routes.ts'
import { policy as authorityPolicy } from '#features/authority/access.ts'
import { unheard as authorityUnheard } from '#features/authority/events.ts'
import { jobs as authorityJobs } from '#features/authority/jobs.ts'
import {
  metrics as authorityMetrics,
  nameRules,
  participant as authorityFollowsPeople,
  taggables as authorityTaggables,
} from '#features/authority/public.ts'
import { routes as authorityRoutes } from '#features/authority/routes.ts'
import { policy as evidencePolicy } from '#features/evidence/access.ts'
import { unheard as evidenceUnheard } from '#features/evidence/events.ts'
import { jobs as evidenceJobs } from '#features/evidence/jobs.ts'
import {
  evidenceMetrics,
  participant as evidenceFollowsPeople,
  registerEvidenceSource,
  taggable as evidenceTaggable,
} from '#features/evidence/public.ts'
import { routes as evidenceRoutes } from '#features/evidence/routes.ts'
import { policy as followupsPolicy } from '#features/followups/access.ts'
import { unheard as followupsUnheard } from '#features/followups/events.ts'
import { jobs as followupsJobs } from '#features/followups/jobs.ts'
import { participant as followupsFollowPeople } from '#features/followups/public.ts'
import { routes as followupsRoutes } from '#features/followups/routes.ts'
import { policy as huddlesPolicy } from '#features/huddles/access.ts'
import { jobs as huddlesJobs } from '#features/huddles/jobs.ts'
import {
  metrics as huddlesMetrics,
  participant as huddlesFollowPeople,
  registerHuddleItem,
  taggable as huddlesTaggable,
} from '#features/huddles/public.ts'
import { routes as huddlesRoutes } from '#features/huddles/routes.ts'
import { policy as impactPolicy } from '#features/impact/access.ts'
import { commands as impactCommands } from '#features/impact/commands.ts'
import { jobs as impactJobs } from '#features/impact/jobs.ts'
import { participant as impactFollowsPeople } from '#features/impact/public.ts'
import { routes as impactRoutes } from '#features/impact/routes.ts'
import { policy as journeysPolicy } from '#features/journeys/access.ts'
import { describeSteps, participant as journeysFollowPeople, registerQuoteSource, stepKind } from '#features/journeys/public.ts'
import { routes as journeysRoutes } from '#features/journeys/routes.ts'
import { policy as languagePolicy } from '#features/language/access.ts'
import {
  behaviourTaggable,
  mantraSource,
  participant as languageForgets,
  registerTaggable,
  registerFigures,
  registerWallboardItem,
  usesMetric,
} from '#features/language/public.ts'
import { routes as languageRoutes } from '#features/language/routes.ts'
import { policy as learningPolicy } from '#features/learning/access.ts'
import { commands as learningCommands } from '#features/learning/commands.ts'
import { jobs as learningJobs } from '#features/learning/jobs.ts'
import { listeners as learningListeners } from '#features/learning/listeners.ts'
import {
  evidenceSources as learningEvidence,
  participant as learningFollowsPeople,
  registerSureAndWrong,
  registerUseOfParts,
  taggables as learningTaggables,
} from '#features/learning/public.ts'
import { routes as learningRoutes } from '#features/learning/routes.ts'
import { policy as obstaclesPolicy } from '#features/obstacles/access.ts'
import { unheard as obstaclesUnheard } from '#features/obstacles/events.ts'
import { listeners as obstaclesListeners } from '#features/obstacles/listeners.ts'
import {
  describeObstacles,
  metrics as obstaclesMetrics,
  obstacleKind,
  participant as obstaclesFollowPeople,
  registerRuleNames,
} from '#features/obstacles/public.ts'
import { routes as obstaclesRoutes } from '#features/obstacles/routes.ts'
import { policy as peoplePolicy } from '#features/people/access.ts'
import { commands as peopleCommands } from '#features/people/commands.ts'
import { jobs as peopleJobs } from '#features/people/jobs.ts'
import { registerMantraWords, registerPersonParticipant, sendingHours } from '#features/people/public.ts'
import { routes as peopleRoutes } from '#features/people/routes.ts'
import { policy as practicePolicy } from '#features/practice/access.ts'
import { jobs as practiceJobs } from '#features/practice/jobs.ts'
import {
  practisedAmong,
  ownDigestParts,
  participant as practiceFollowsPeople,
  registerDigestPart,
  takeFromSitting,
} from '#features/practice/public.ts'
import { routes as practiceRoutes } from '#features/practice/routes.ts'
import { policy as recognitionPolicy } from '#features/recognition/access.ts'
import { unheard as recognitionUnheard } from '#features/recognition/events.ts'
import { jobs as recognitionJobs } from '#features/recognition/jobs.ts'
import {
  digestPart as thanksInDigest,
  metric as thanksMetric,
  participant as recognitionFollowsPeople,
  storiesFor,
  storyTaggable,
  taggable as thanksTaggable,
  thanksFor,
  wallboardSource as thanksOnScreens,
} from '#features/recognition/public.ts'
import { routes as recognitionRoutes } from '#features/recognition/routes.ts'
import { commands as signalsCommands } from '#features/signals/commands.ts'
import { jobs as signalsJobs } from '#features/signals/jobs.ts'
import { recordSignals, registerMetric } from '#features/signals/public.ts'
import { policy as todayPolicy } from '#features/today/access.ts'
import { routes as todayRoutes } from '#features/today/routes.ts'
import { policy as voicePolicy } from '#features/voice/access.ts'
import { unheard as voiceUnheard } from '#features/voice/events.ts'
import { jobs as voiceJobs } from '#features/voice/jobs.ts'
import { listeners as voiceListeners } from '#features/voice/listeners.ts'
import {
  digestPart as wordsInDigest,
  participant as voiceFollowsPeople,
  quoteSource,
  registerMetrics as registerVoiceMetrics,
} from '#features/voice/public.ts'
import { routes as voiceRoutes } from '#features/voice/routes.ts'
import type { Policy } from '#platform/access/policy.ts'
import { policy as auditPolicy } from '#platform/audit/access.ts'
import { registerAuthorNames } from '#platform/audit/author-names.ts'
import { commands as auditCommands } from '#platform/audit/commands.ts'
import { entriesAbout } from '#platform/audit/entries-about.ts'
import { routes as auditRoutes } from '#platform/audit/routes.ts'
import { jobs as auditJobs } from '#platform/audit/seal.ts'
import type { Command } from '#platform/cli/command.ts'
import { eventJobs } from '#platform/events/deliver.ts'
import { type AnyListener, gatherAudience } from '#platform/events/listener.ts'
import type { AnyRoute } from '#platform/http/route.ts'
import type { Job } from '#platform/jobs/kinds.ts'
import { policy as mailPolicy } from '#platform/mail/outbox/access.ts'
import { registerSendingHours } from '#platform/mail/outbox/hours.ts'
import { mailsTo } from '#platform/mail/outbox/queue.ts'
import { routes as mailRoutes } from '#platform/mail/outbox/routes.ts'
import { jobs as mailJobs } from '#platform/mail/outbox/send.ts'
import { commands as demoCommands } from './demo/commands.ts'
import { routes as demoRoutes } from './demo/routes.ts'

export { createAuthenticate, setUpNotice } from '#features/accounts/public.ts'
export const policy: Policy = {
  ...peoplePolicy,
  ...accountsPolicy,
  ...languagePolicy,
  ...evidencePolicy,
  ...followupsPolicy,
  ...journeysPolicy,
  ...obstaclesPolicy,
  ...authorityPolicy,
  ...learningPolicy,
  ...practicePolicy,
  ...voicePolicy,
  ...huddlesPolicy,
  ...recognitionPolicy,
  ...impactPolicy,
  ...todayPolicy,
  ...auditPolicy,
  ...mailPolicy,
}
export const routes: AnyRoute[] = [
  ...peopleRoutes,
  ...accountsRoutes,
  ...languageRoutes,
  ...evidenceRoutes,
  ...followupsRoutes,
  ...journeysRoutes,
  ...obstaclesRoutes,
  ...authorityRoutes,
  ...learningRoutes,
  ...practiceRoutes,
  ...voiceRoutes,
  ...huddlesRoutes,
  ...recognitionRoutes,
  ...impactRoutes,
  ...todayRoutes,
  ...auditRoutes,
  ...mailRoutes,
  ...demoRoutes,
]
export const commands: Command[] = [
  ...peopleCommands,
  ...accountsCommands,
  ...signalsCommands,
  ...learningCommands,
  ...impactCommands,
  ...auditCommands,
  ...demoCommands,
]

/** Who hears what is announced. */
const listeners: AnyListener[] = [...obstaclesListeners, ...learningListeners, ...voiceListeners]
const audience = gatherAudience(listeners, {
  ...evidenceUnheard,
  ...followupsUnheard,
  ...obstaclesUnheard,
  ...authorityUnheard,
  ...voiceUnheard,
  ...recognitionUnheard,
})
export const jobs: Job[] = [
  ...eventJobs(audience),
  ...signalsJobs,
  ...auditJobs,
  ...mailJobs,
  ...followupsJobs,
  ...evidenceJobs,
  ...authorityJobs,
  ...learningJobs,
  ...practiceJobs,
  ...voiceJobs,
  ...huddlesJobs,
  ...recognitionJobs,
  ...impactJobs,
  ...peopleJobs,
  ...accountsJobs,
]

// What features to the right put into the slots of those on their left.
registerPersonParticipant(accountsFollowPeople)
registerPersonParticipant(languageForgets)
registerPersonParticipant(followupsFollowPeople)
registerPersonParticipant(journeysFollowPeople)
registerPersonParticipant(obstaclesFollowPeople)
registerPersonParticipant(voiceFollowsPeople)
registerPersonParticipant(huddlesFollowPeople)
registerVoiceMetrics()
registerPersonParticipant(recognitionFollowsPeople)
registerTaggable(thanksTaggable)
registerTaggable(storyTaggable)
registerMetric(thanksMetric)
registerHuddleItem({
  kind: 'thanks',
  read: async (tx, { unitIds, since }) =>
    (await thanksFor(tx, unitIds, since, 200)).map(({ id, words, effect, principleId, from, to, at }) => ({
      id,
      names: to.flatMap(({ name }) => name ?? []),
      words,
      effect,
      by: from?.name ?? null,
      principleId,
      link: `/thanks/${id}`,
      at,
    })),
})
registerHuddleItem({
  kind: 'story',
  read: async (tx, { unitIds, monday, language }) =>
    (await storiesFor(tx, unitIds, monday, language, 20)).map(({ question, ...story }) => ({
      ...story,
      effect: question,
      link: `/stories/${story.id}`,
    })),
})
registerWallboardItem(thanksOnScreens)
registerQuoteSource(quoteSource)
registerPersonParticipant(evidenceFollowsPeople)
registerPersonParticipant(authorityFollowsPeople)
registerPersonParticipant(learningFollowsPeople)
registerPersonParticipant(practiceFollowsPeople)
registerSureAndWrong(takeFromSitting)
registerUseOfParts(practisedAmong)
for (const source of learningEvidence) registerEvidenceSource(source)
for (const part of ownDigestParts) registerDigestPart(part)
registerDigestPart(wordsInDigest)
registerDigestPart(thanksInDigest)
registerSendingHours(sendingHours)
registerRuleNames(nameRules)
registerTaggable(evidenceTaggable)
registerTaggable(huddlesTaggable)
for (const taggable of [...authorityTaggables, ...learningTaggables]) registerTaggable(taggable)
for (const metric of authorityMetrics) registerMetric(metric)
registerPersonParticipant({
  name: 'platform',
  // What a letter says, nobody sees.
  personalTables: { audit_entries: 'audit.read', mails: 'mails.read', 'mails.data': '', 'mails.secrets': '' },
  exportPerson: async (tx, personId) => ({ mails: await mailsTo(tx, personId), auditEntries: await entriesAbout(tx, personId) }),
})
registerMantra(mantraSource)
registerMantraWords((tx, day, language) => mantraSource.read(tx, day, language))
registerTaggable(behaviourTaggable)
registerAuthorNames(nameAuthors)
registerTaggable({ kind: stepKind, describe: describeSteps })
registerTaggable({ kind: obstacleKind, describe: describeObstacles })
for (const metric of obstaclesMetrics) registerMetric(metric)
registerPersonParticipant(impactFollowsPeople)
registerFigures((tx, figures) => recordSignals({ now: () => tx.at }, tx, figures))
for (const metric of [usesMetric, ...evidenceMetrics, ...huddlesMetrics]) registerMetric(metric)

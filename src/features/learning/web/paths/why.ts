// "Why was this assigned to me?": the words for whom a rule is, of what holds for somebody.
import { useT } from '#ui/i18n.ts'
import type { Because } from '../../contract/paths.ts'

export function useWhoOf(): (because: Because) => string {
  const t = useT('learning')
  return (because) => {
    const parts = [
      because.isNew && t('paths.why.new'),
      because.isLeader && t('paths.why.leader'),
      because.jobRole !== null && t('paths.why.jobRole', { name: because.jobRole }),
      because.family !== null && t('paths.why.family', { name: t(`families.${because.family}`) }),
      because.unit !== null && t('paths.why.unit', { name: because.unit }),
      because.site !== null && t('paths.why.site', { name: because.site }),
      because.language !== null && t('paths.why.language'),
    ].filter((part) => part !== false)
    return parts.length > 0 ? parts.join(t('paths.why.and')) : t('paths.why.everyone')
  }
}

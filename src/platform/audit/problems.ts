import { problemType } from '../http/problem.ts'

export const auditLogDamaged = problemType({ slug: 'audit-log-damaged', status: 409, title: 'The audit log is not as it was written' })

// Recipient, subject, state and times; never what a letter says.
import type { Policy } from '../../access/policy.ts'

export const policy: Policy = {
  'mails.read': { lines: [['administrator', 'anywhere']], shows: 'mails.read' },
  'mails.retry': { lines: [['administrator', 'anywhere']] },
  'mails.test': { lines: [['administrator', 'anywhere']] },
}

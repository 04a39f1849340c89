/** Roles that an administrator gives by hand; leading a unit gives its own role, and everybody is an employee. */
export const givenRoles = ['team-leader', 'coach', 'author', 'hr', 'head-of-cx', 'executive', 'administrator', 'auditor'] as const
/** What a key for a program may be. */
export const keyRoles = ['employee', ...givenRoles] as const

// Requests of learning that succeed when they are allowed.
import type { Example } from './examples.ts'

let count = 0

export const learningExamples: Record<string, Example> = {
  listRoleFamilies: { relations: ['organisation'], aim: async () => ({ path: '/api/role-families' }) },
  changeRoleFamily: {
    relations: ['organisation', 'other'],
    async aim({ server, world, other }, _caller, relation) {
      const { admin } = relation === 'other' ? other : world
      const made = await server.call(admin, 'POST', '/api/job-roles', { body: { name: `Packer ${++count}` } })
      return { path: `/api/role-families/${made.body.id}`, body: { family: 'delivery' } }
    },
  },
}

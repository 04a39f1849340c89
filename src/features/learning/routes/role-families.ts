import type { Context } from '#platform/http/context.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/role-families.ts'
import { changeRoleFamily, listRoleFamilies } from '../service/role-families.ts'

const all = async (ctx: Context) => ({ body: await listRoleFamilies(ctx) })

export const roleFamilyRoutes = [
  defineRoute({
    id: 'listRoleFamilies',
    method: 'GET',
    path: '/api/role-families',
    summary: 'Which of the six kinds of work each job role is',
    access: { operation: 'role-families.read' },
    reply: contract.roleFamilyList,
    handle: all,
  }),
  defineRoute({
    id: 'changeRoleFamily',
    method: 'PUT',
    path: '/api/role-families/:jobRoleId',
    summary: 'Say which kind of work a job role is, or leave it to its words again',
    access: { operation: 'role-families.change' },
    params: contract.roleFamilyParams,
    body: contract.roleFamilyChange,
    reply: contract.roleFamilyList,
    replay: all,
    async handle(ctx, { params, body }) {
      await changeRoleFamily(ctx, params.jobRoleId, body.family)
      return all(ctx)
    },
  }),
]

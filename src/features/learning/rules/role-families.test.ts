import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessFamily } from './role-families.ts'

const cases: Record<string, string[]> = {
  'sales-floor': [
    'Sales adviser',
    'Checkout',
    'Click and collect',
    'Kitchen planner',
    'Stock and display',
    'Verkäuferin',
    'Kassierer',
    'موظف مبيعات',
  ],
  'contact-centre': ['Service agent', 'Complaints specialist', 'Kundenservice', 'Kundenberaterin am Telefon', 'موظف خدمة العملاء'],
  delivery: ['Driver', 'Auslieferungsfahrer', 'Monteurin', 'سائق'],
  warehouse: ['Packer', 'Packer, late shift', 'Goods-in operative', 'Returns inspector', 'Lagerist', 'عامل مستودع'],
  'back-office': [
    'Invoice clerk',
    'Refund clerk',
    'Software developer',
    'Payroll clerk',
    'People partner',
    'Data engineer',
    'Support engineer',
    'محاسب',
  ],
  leadership: ['Team leader', 'Shop manager', 'Head of finance', 'Managing director', 'Teamleiterin', 'Geschäftsführer', 'مدير المتجر'],
}
for (const [family, names] of Object.entries(cases))
  test(`the words of a job title lead to ${family}`, () => {
    assert.deepEqual(
      names.filter((name) => guessFamily(name) !== family).map((name) => `${name}: ${guessFamily(name)}`),
      [],
    )
  })

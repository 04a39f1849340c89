// What features to the right may use of people.
export { personCard, type PersonCard } from './service/person-card.ts'
export { type TeamRow, teamsWithin } from './store/teams.ts'
export { type UnitPlace, unitPathOf, unitPlaces, unitsById } from './store/units.ts'
export {
  absencesOf,
  absentOn,
  countPeople,
  firstNamesAmong,
  hasColleagues,
  hasReports,
  leadersOf,
  mainJobRoleOf,
  membersBelow,
  namesOfJobRoles,
  nearestLeader,
  openUnits,
  peopleAt,
  type PersonPlace,
  placeOfPerson,
  placesWithPeople,
  type PlaceWithPeople,
  rootUnitIds,
  thingsAt,
  timeZoneOf,
  unitIdsBelow,
  unitsAt,
} from './store/for-others.ts'
export {
  jobRoleNames,
  leadersBelow,
  ownWorkingDays,
  peopleToTell,
  peopleToTellNow,
  type PersonToTell,
  reachableColumns,
  type ReachRule,
  reachedPeople,
  reportsTo,
  topUnits,
  unitAndBelow,
  unitNames,
  unitsAndAbove,
  unitsByBranch,
  unitsWithin,
} from './store/reach.ts'
export { peopleNamed } from './store/directory.ts'
export { startUnitOf, type UnitBelow, type UnitOverview, unitOverview, unitsRightBelow } from './store/unit-overview.ts'
export { peopleBelow } from './store/read-person.ts'
export { localTime, maySendTo, mondayOf, type Reachable, startOfDay } from './rules/may-send.ts'
export { endStopLinks, sendingHours, stopLinks, switchMessages } from './service/messages.ts'
export { hasLeft, unknownReference } from './problems.ts'
export { standInFor } from './service/stand-in.ts'
export { createOrganisation, type NewOrganisation } from './service/create-organisation.ts'
export { findOrganisations, type OrganisationRow, readSettings, type SettingsRow } from './store/organisations.ts'
export {
  personParticipants,
  registerPersonParticipant,
  tellParticipants,
  type PersonChange,
  type PersonParticipant,
  type Standing,
} from './participants.ts'
export { startImport } from './service/start-import.ts'
export { startApplication } from './service/run-import.ts'
export { addSite } from './service/catalogue.ts'
export { registerMantraWords } from './service/print-data-map.ts'
export { listPeople } from './service/list-people.ts'

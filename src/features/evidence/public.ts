// What features to the right may use of evidence.
export { metrics as evidenceMetrics } from './figures.ts'
export { participant } from './participant.ts'
export { type EvidenceKind } from './rules.ts'
export { levelsOf, standingOf, type StandingOf } from './service/levels.ts'
export { type EvidenceSource, type Opening, registerEvidenceSource } from './service/sources.ts'
export { type NewEvidence, recordEvidence } from './service/record.ts'
export { taggable } from './taggable.ts'

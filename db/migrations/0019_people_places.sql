-- Asked with each answer of a customer: is there somebody with this job role in this unit, and who leads it.
create index people_places on people (organisation_id, unit_id, job_role_id) where status = 'active';
create index people_leaders on people (organisation_id, unit_id) where status = 'active' and leads_unit;

-- The good lines of a census; a department named in words gets its code.
delete from pensioner where load_id in (select load_id from raw.source);

insert into pensioner by name
select person as pensioner_id, load_id, sheet, line, as_of, born, kind, sex, grade, coalesce(named.code, person.department) as department, district, retired_on, service, pension,
    commuted, restored_on, baseline, coalesce(members, 1) as members
from staging.person as person
left join (
    select lower(name) as spelling, min(code) as code from department where level is not null group by all
) as named on named.spelling = lower(person.department)
where wrong_field is null and level = 0 and census = 'pensioner'
order by coalesce(named.code, person.department), load_id, sheet, line;

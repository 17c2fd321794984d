-- The good lines of a census; a department named in words gets its code.
delete from employee where load_id in (select load_id from raw.source);

insert into employee by name
select person as employee_id, load_id, sheet, line, as_of, born, joined, sex, grade, coalesce(named.code, person.department) as department, district, pay, gross, coalesce(members, 1) as members
from staging.person as person
left join (
    select lower(name) as spelling, min(code) as code from department where level is not null group by all
) as named on named.spelling = lower(person.department)
where wrong_field is null and level = 0 and census = 'employee'
order by coalesce(named.code, person.department), load_id, sheet, line;

with paid as (
    select distinct employee_id as person, as_of from employee
)
select load_id, sheet, line, person, members, pension * members as amount, 'of persons who draw pay as well' as says
from pensioner join paid on paid.person = pensioner_id and paid.as_of = pensioner.as_of
where kind = 'own'
order by load_id, sheet, line, person;

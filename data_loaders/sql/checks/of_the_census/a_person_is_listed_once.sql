with twice as (
    select employee_id as person, as_of from employee group by all having count(*) > 1
), again as (
    select pensioner_id as person, as_of from pensioner group by all having count(*) > 1
)
select load_id, sheet, line, person, members, pay * members as amount, 'of persons listed more than once' as says
from employee join twice on twice.person = employee_id and twice.as_of = employee.as_of
union all
select load_id, sheet, line, person, members, pension * members, 'of persons listed more than once'
from pensioner join again on again.person = pensioner_id and again.as_of = pensioner.as_of
order by load_id, sheet, line, person;

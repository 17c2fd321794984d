select load_id, sheet, line, employee_id as person, members, pay * members as amount, 'with a date missing or impossible' as says
from employee
where born is null or joined is null or born > as_of or joined > as_of
    or joined < born + interval 15 year or born < as_of - interval 110 year
union all
select load_id, sheet, line, pensioner_id, members, pension * members, 'with a date missing or impossible'
from pensioner
where born is null or born > as_of or retired_on > as_of or retired_on < born or born < as_of - interval 110 year
order by load_id, sheet, line, person;

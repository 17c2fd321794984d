select load_id, sheet, line, employee_id as person, members, pay * members as amount, 'of employees paid past the age of 60' as says
from employee
where born < as_of - interval 60 year and born >= as_of - interval 110 year and joined >= born + interval 15 year
order by load_id, sheet, line, person;

select min(load_id) as load_id,
    'department ''' || department || ''' of the payroll is not in the list of departments (' || count(*)
    || ' lines): correct the file or add an alias' as what,
    sum(total) as amount
from payroll_month
where department not in (select code from department where level is not null)
    and exists (select 1 from department where level is not null)
group by department
order by department;

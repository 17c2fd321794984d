with scale as (
    select unnest($grades::smallint[]) as grade, unnest($minimums::decimal(20, 2)[]) as minimum,
        unnest($increments::decimal(20, 2)[]) as increment, unnest($maximums::decimal(20, 2)[]) as maximum
)
select load_id, sheet, line, employee_id as person, members, pay as amount, 'with pay off the scale of the grade' as says
from employee join scale using (grade)
where members = 1 and (pay < minimum or pay > maximum or (pay - minimum) % increment <> 0)
order by load_id, sheet, line, person;

with months as (
    select month, lag(month) over (order by month) as before
    from (select distinct month from entry where stage = 'actual' and month is not null)
), ahead as (
    select min(month) as first_month
    from months
    where month > before + interval 3 months and month > (select max(loaded_at) from load)
)
select e.load_id,
    min(l.file_name) || ' has actual figures of ' || min(strftime(e.month, '%Y-%m'))
    || ', a month that had not come when the file was taken in (lines: ' || count(*) || '): correct the day' as what,
    sum(e.amount) as amount
from entry as e
join load as l using (load_id)
cross join ahead as a
where e.stage = 'actual' and e.month >= a.first_month and e.month > l.loaded_at
group by e.load_id
order by e.load_id;

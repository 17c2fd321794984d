with spans as (
    select
        load_id, stage, side,
        coalesce(min(coalesce(posted_on, period_from)), date '0001-01-01') as starts,
        coalesce(max(coalesce(posted_on, period_to)), date '9999-12-31') as ends
    from entry
    where stated is null and not restated
    group by all
), meeting as (
    select distinct a.load_id, a.stage, a.side
    from spans as a
    join spans as b
        on a.load_id <> b.load_id and a.stage = b.stage and a.side = b.side and a.starts <= b.ends and b.starts <= a.ends
), keyed as (
    select
        e.load_id, e.amount,
        case when document is not null and posted_on is not null
            then hash(e.office, document, posted_on, e.amount)
            else hash(e.office, l.source, posted_on, month, fiscal_year, e.stage, function, object, project, e.amount)
        end as key
    from entry as e
    join meeting as m on m.load_id = e.load_id and m.stage = e.stage and m.side = e.side
    join load as l on l.load_id = e.load_id
    where l.live and stated is null and not restated and e.amount <> 0
), twice as (
    select key, min(load_id) as one, max(load_id) as other, count(*) as lines, any_value(amount) as amount
    from keyed group by key having min(load_id) <> max(load_id)
)
select other as load_id,
    count(*) || ' lines of ' || b.file_name || ' stand in ' || a.file_name
    || ' too (same office, document, day and amount): withdraw one of the files' as what,
    sum(amount) as amount
from twice
join load as a on a.load_id = one
join load as b on b.load_id = other
group by other, a.file_name, b.file_name
order by other, a.file_name;

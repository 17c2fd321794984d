with keyed as (
    select
        load_id, l.source, e.office, e.amount,
        case when document is not null and posted_on is not null
            then hash(e.office, document, posted_on, e.amount)
            else hash(e.office, l.source, posted_on, month, fiscal_year, stage, function, object, project, e.amount)
        end as key
    from entry as e join load as l using (load_id)
    where l.live and stated is null and not restated and e.amount <> 0
        and (select count(*) from load where live and source is not null) > 1
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

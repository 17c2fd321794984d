with keyed as (
    select hash(office, document, posted_on, amount) as key, load_id, office, document, posted_on, amount
    from entry
    where document is not null and posted_on is not null
        and load_id in (select load_id from load where live)
        and (select count(distinct load_id) from entry where document is not null) > 1
), twice as (
    select key from keyed group by key having min(load_id) <> max(load_id)
), pairs as (
    select office, document, posted_on, amount, min(load_id) as one, max(load_id) as other, count(*) as lines
    from keyed where key in (select key from twice)
    group by office, document, posted_on, amount
    having min(load_id) <> max(load_id)
)
select other as load_id,
    count(*) || ' lines of ' || b.file_name || ' stand in ' || a.file_name
    || ' too (same office, document, day and amount): withdraw one of the files' as what,
    sum(amount) as amount
from pairs
join load as a on a.load_id = one
join load as b on b.load_id = other
group by other, a.file_name, b.file_name
order by other, a.file_name;

with keyed as (
    select distinct
        e.load_id,
        hash(l.source, office, month, period_to, fiscal_year, stage, side, function, object, project, fund, department) as key
    from entry as e join load as l using (load_id)
    where l.live and document is null and not restated
), shared as (
    select key from keyed group by key having min(load_id) <> max(load_id)
), met as (
    select load_id, key from keyed where key in (select key from shared)
), pairs as (
    select a.load_id as one, b.load_id as other, count(*) as figures
    from met as a join met as b on a.key = b.key and a.load_id < b.load_id
    group by all
), sizes as (
    select load_id, count(*) as figures from keyed group by all
)
select
    p.other as load_id,
    b.file_name || ' and ' || a.file_name || ' both give ' || p.figures
    || ' figures of the same office, period, stage and head: withdraw one if they are two versions of a list' as what,
    null::decimal(20, 2) as amount
from pairs as p
join sizes as x on x.load_id = p.one
join sizes as y on y.load_id = p.other
join load as a on a.load_id = p.one
join load as b on b.load_id = p.other
where 2 * p.figures >= least(x.figures, y.figures)
order by p.other, p.one;

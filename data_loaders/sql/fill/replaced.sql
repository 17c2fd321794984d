-- Which older file a new one takes the place of: same offices, period and stages, or same name, period and an office.
with pairs as (
    select old.load_id as old, new.load_id as new,
        not $by_name and coalesce(old.scope = new.scope, false) as same_scope,
        coalesce(old.file_name = new.file_name and old.period = new.period, false) as same_name
    from load as new
    join load as old on old.source = new.source and old.live
    where new.source = $source and list_contains($new, new.load_id) and not list_contains($new, old.load_id)
), offices as (
    select distinct load_id, office from entry
    where load_id in (select old from pairs where same_name union select new from pairs where same_name)
), sharing as (
    select distinct a.load_id as old, b.load_id as new
    from offices as a join offices as b on a.office is not distinct from b.office
)
select old, new
from pairs left join sharing using (old, new)
where same_scope or (same_name and ($by_name or sharing.old is not null))
order by old, new;

-- Which older file a new one takes the place of: same name and period, or same offices, period and stages.
select old.load_id, new.load_id as new_load_id
from load as new
join load as old on old.source = new.source and old.live
where new.source = $source and list_contains($new, new.load_id) and not list_contains($new, old.load_id)
    and (
        (not $by_name and old.scope = new.scope)
        or (
            old.file_name = new.file_name and old.period = new.period
            and ($by_name or exists (
                select 1 from entry as a join entry as b on a.office is not distinct from b.office
                where a.load_id = old.load_id and b.load_id = new.load_id
            ))
        )
    )
order by old.load_id, new.load_id;

-- A figure that another live source states first is not added again.
update entry set counted = not exists (
    select 1 from entry as first
    where not first.restated and first.side = entry.side and first.stage = entry.stage
        and first.fiscal_year = entry.fiscal_year and first.month is null
)
where restated;

-- Every file taken in: each of its lines was kept, refused or ignored. A file that comes again has one row.
delete from load where load_id in (select load_id from raw.source);

insert into load by name
with wide as (
    select load_id from staging.line where level = 0 group by load_id having min(cell) <> max(cell)
), cells as (
    select load_id, sheet, line, amount is not null and wrong_field is null as kept,
        wrong_field is not null or amount_text is not null as refused
    from staging.line
    where level = 0
), lines as (
    select load_id, sheet, line, bool_or(kept) as kept, bool_or(refused) as refused
    from cells where load_id in (select load_id from wide) group by all
    union all
    select * from cells where load_id not in (select load_id from wide) -- one amount a line: nothing to put together
    union all
    select load_id, sheet, line, bool_or(level = 0 and wrong_field is null), bool_or(level = 0 and wrong_field is not null)
    from staging.person
    group by all
    union all
    select load_id, sheet, line, wrong_field is null, wrong_field is not null from staging.loan
), loans as (
    select load_id, strftime(max(as_of), '%Y-%m-%d') as as_of,
        md5(string_agg(distinct lender, ',' order by lender)) as lenders
    from staging.loan group by all
), people as (
    select load_id, sum(coalesce(pay, pension) * coalesce(members, 1)) filter (wrong_field is null) as total,
        strftime(max(as_of), '%Y-%m-%d') as as_of
    from staging.person where level = 0 group by all
), counted as (
    select load_id, count(*) filter (kept) as kept, count(*) filter (refused and not kept) as refused,
        count(*) filter (not kept and not refused) as nothing
    from lines group by all
), sums as (
    select s.load_id,
        sum(amount) filter (level = 0 and wrong_field is null) as computed_total,
        sum(amount) filter (level between 1 and 8 and level = top) as stated_total,
        strftime(min(month) filter (level = 0), '%Y-%m') || ' to '
            || strftime(max(month) filter (level = 0), '%Y-%m') as months
    from staging.line as s
    join raw.source as f on f.load_id = s.load_id and f.first_cell = s.cell
    left join (
        select load_id, max(level) as top from staging.line where level between 1 and 8 group by all
    ) as t on t.load_id = s.load_id
    group by all
), offices as (
    select load_id, office, stage, side, min(coalesce(from_month, month)) as starts,
        max(coalesce(to_month, month)) as ends, min(fiscal_year) as fiscal_year
    from staging.line where level = 0 group by all
), scopes as (
    select load_id,
        md5(string_agg(distinct office, ',' order by office)) || ' '
        || coalesce(min(starts) || ' ' || max(ends), min(fiscal_year)) || ' '
        || string_agg(distinct stage, ',' order by stage) || ' ' || string_agg(distinct side, ',' order by side) as scope
    from offices group by all
), totals as (
    select load_id, count(distinct (sheet, line)) as lines from staging.line where level <> 0 group by all
)
select
    f.load_id, f.source, f.file_name, f.sha256, coalesce(f.period, months, people.as_of, loans.as_of) as period, f.lines_read,
    f.kept + coalesce(counted.kept, 0) as kept,
    f.refused + coalesce(counted.refused, 0) as refused,
    f.ignored + coalesce(counted.nothing, 0) + coalesce(totals.lines, 0) as ignored,
    stated_total, coalesce(computed_total, people.total, 0) as computed_total, f.loaded_at, null as replaces_load_id,
    true as live, coalesce(scope, 'census ' || people.as_of, 'loans ' || loans.as_of || ' ' || lenders) as scope
from raw.source as f
left join counted using (load_id) left join sums using (load_id) left join totals using (load_id)
left join scopes using (load_id) left join people using (load_id)
left join loans using (load_id)
order by f.load_id;

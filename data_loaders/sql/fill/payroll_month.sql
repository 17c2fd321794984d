-- The good lines of a list of posts and pay; what was refused, with its reason; and what the file comes to.
delete from payroll_month where load_id in (select load_id from raw.source);

insert into payroll_month by name
select load_id, sheet, line, month, fiscal_year, coalesce(named.code, listed.department) as department, grade,
    sanctioned, filled, pay, allowances, total
from staging.payroll as listed
left join (
    select lower(name) as spelling, min(code) as code from department where level is not null group by all
) as named on named.spelling = lower(listed.department)
where wrong_field is null and level = 0
order by month, coalesce(named.code, listed.department), grade, load_id, sheet, line;

insert into reject
with asked as (
    select unnest($fields::varchar[]) as field, unnest($headings::varchar[]) as heading
)
select load_id, sheet, line, null as "column",
    case when $said[list_position($marks, upper(wrong_text))] is not null
        then $said[list_position($marks, upper(wrong_text))] || ' (column ' || coalesce(heading, wrong_field) || ')'
        when wrong_text is null then 'the line has nothing in column ' || coalesce(heading, wrong_field)
        else 'expected ' || case wanted when 'month' then 'a month such as ' || $days
            when 'grade' then 'a grade such as BPS-17' when 'posts' then 'a whole number of posts'
            else 'a number such as ' || $example end || ' in column ' || coalesce(heading, wrong_field)
    end as reason, mask(wrong_text) as masked
from staging.payroll left join asked on asked.field = staging.payroll.wrong_field
where wrong_field is not null
order by all;

update load set
    kept = load.kept + counted.kept,
    refused = load.refused + counted.refused,
    ignored = load.ignored + counted.totals,
    computed_total = coalesce(counted.computed_total, 0),
    stated_total = counted.stated_total,
    period = coalesce(load.period, counted.first_month || ' to ' || counted.last_month),
    scope = 'payroll ' || counted.first_month || ' ' || counted.last_month
from (
    select load_id,
        count(*) filter (level = 0 and wrong_field is null) as kept,
        count(*) filter (wrong_field is not null) as refused,
        count(*) filter (level > 0) as totals,
        sum(total) filter (level = 0 and wrong_field is null) as computed_total,
        sum(total) filter (level > 0 and level = top) as stated_total,
        strftime(min(month) filter (level = 0 and wrong_field is null), '%Y-%m') as first_month,
        strftime(max(month) filter (level = 0 and wrong_field is null), '%Y-%m') as last_month
    from (select *, max(level) over (partition by load_id) as top from staging.payroll) as listed
    group by load_id
) as counted
where counted.load_id = load.load_id;

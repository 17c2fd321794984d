-- One row per line of a list of posts and pay, cast as the profile declares; what keeps a line out is named, the first thing only.
create or replace table staging.payroll as
with cast_once as (
    select
        load_id, sheet, line, level, department,
        date_trunc('month', day(month, $day, $day_formats))::date as month,
        case when regexp_full_match(upper(grade), '(BPS?[- ]?)?[0-9]{1,2}')
            then regexp_extract(grade, '[0-9]+')::smallint end as grade,
        case when regexp_full_match(sanctioned, $number) and regexp_full_match(digits(sanctioned, $group, $mark, false), '[0-9]{1,9}')
            then digits(sanctioned, $group, $mark, false)::integer end as sanctioned,
        case when regexp_full_match(filled, $number) and regexp_full_match(digits(filled, $group, $mark, false), '[0-9]{1,9}')
            then digits(filled, $group, $mark, false)::integer end as filled,
        money(pay, $number, $group, $mark, $words, $unit) as pay,
        money(allowances, $number, $group, $mark, $words, $unit) as allowances,
        money(total, $number, $group, $mark, $words, $unit) as total,
        month as month_text, grade as grade_text, sanctioned as sanctioned_text, filled as filled_text,
        pay as pay_text, allowances as allowances_text, total as total_text
    from raw.payroll
), wrong as (
    select *, case
        when level > 0 then null
        when month is null then ['month', 'month', month_text]
        when department is null then ['department', 'department', null]
        when grade is null then ['grade', 'grade', grade_text]
        when sanctioned_text is not null and sanctioned is null then ['posts', 'sanctioned', sanctioned_text]
        when filled is null then ['posts', 'filled', filled_text]
        when pay is null then ['amount', 'pay', pay_text]
        when allowances is null then ['amount', 'allowances', allowances_text]
        when total is null then ['amount', 'total', total_text]
    end as fault
    from cast_once
)
select load_id, sheet, line, level, month, fiscal_year_of(month, $first_month) as fiscal_year, department, grade,
    sanctioned, filled, pay, allowances, total, fault[1] as wanted, fault[2] as wrong_field, fault[3] as wrong_text
from wrong;

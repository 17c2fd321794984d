-- One row per line of a census or cell of a table, cast as the profile declares; what keeps a line out is named, the first thing only.
create or replace table staging.person as
with cast_once as (
    select
        load_id, sheet, line, level, band, person, department, district,
        day(as_of, $day, $day_formats) as as_of, day(born, $day, $day_formats) as born,
        day(joined, $day, $day_formats) as joined, day(retired_on, $day, $day_formats) as retired_on,
        day(restored_on, $day, $day_formats) as restored_on,
        lower(sex) as sex, lower(kind) as kind,
        case when regexp_full_match(grade, '[0-9]{1,2}') then grade::smallint end as grade,
        case when regexp_full_match(service, '[0-9]{1,2}') then service::smallint end as service,
        case when regexp_full_match(members, $number) and regexp_full_match(digits(members, $group, $mark, false), '[0-9]{1,9}')
            then digits(members, $group, $mark, false)::integer end as members,
        a_month(money(pay, $number, $group, $mark, $words, $unit), $months) as pay,
        a_month(money(gross, $number, $group, $mark, $words, $unit), $months) as gross,
        a_month(money(pension, $number, $group, $mark, $words, $unit), $months) as pension,
        a_month(money(commuted, $number, $group, $mark, $words, $unit), $months) as commuted,
        a_month(money(baseline, $number, $group, $mark, $words, $unit), $months) as baseline,
        as_of as as_of_text, born as born_text, joined as joined_text, retired_on as retired_text,
        restored_on as restored_text, grade as grade_text, service as service_text, members as members_text,
        pay as pay_text, gross as gross_text, pension as pension_text, commuted as commuted_text,
        baseline as baseline_text
    from raw.person
), wrong as (
    select *, case
        when person is null then ['person', 'person', null]
        when as_of is null then ['as_of', 'as_of', as_of_text]
        when born_text is not null and born is null then ['born', 'born', born_text]
        when joined_text is not null and joined is null then ['joined', 'joined', joined_text]
        when retired_text is not null and retired_on is null then ['retired_on', 'retired_on', retired_text]
        when restored_text is not null and restored_on is null then ['restored_on', 'restored_on', restored_text]
        when sex is not null and sex not in ('female', 'male') then ['sex', 'sex', sex]
        when $census = 'pensioner' and coalesce(kind, 'own') not in ('own', 'family', 'leaver') then ['kind', 'kind', kind]
        when grade_text is not null and grade is null then ['grade', 'grade', grade_text]
        when service_text is not null and service is null then ['service', 'service', service_text]
        when members_text is not null and members is null then ['members', 'members', members_text]
        when pay_text is not null and pay is null then ['amount', 'pay', pay_text]
        when gross_text is not null and gross is null then ['amount', 'gross', gross_text]
        when pension_text is not null and pension is null then ['amount', 'pension', pension_text]
        when commuted_text is not null and commuted is null then ['amount', 'commuted', commuted_text]
        when baseline_text is not null and baseline is null then ['amount', 'baseline', baseline_text]
        when level = 0 and $census = 'employee' and pay is null then ['pay', 'pay', null]
        when level = 0 and $census = 'pensioner' and pension is null then ['pension', 'pension', null]
    end as fault
    from cast_once
)
select load_id, sheet, line, level, band, person, as_of, born, joined, sex, grade, department, district, pay, gross, members,
    coalesce(kind, 'own') as kind, retired_on, service, pension, commuted, restored_on, baseline,
    $census as census, fault[1] as wanted, fault[2] as wrong_field, fault[3] as wrong_text
from wrong;

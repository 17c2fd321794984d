-- One row per amount on a line, cast as the profile declares. What cannot be cast is null and has its reason.
insert into staging.line by name
with cast_once as (
    select
        load_id, sheet, line, cell, level, heading, side, coalesce(restated, false) as restated,
        day(posted_on, $day, $day_formats) as posted_day,
        fiscal_year(fiscal_year, $year_rule, $first_month) as stated_year,
        money(amount, $number, $group, $mark, $words, $unit) as amount,
        money(deductions, $number, $group, $mark, $words, $unit) as deducted,
        money(deductions_2, $number, $group, $mark, $words, $unit) as deducted_2,
        money(net, $number, $group, $mark, $words, $unit) as net,
        lower(coalesce(stage, 'actual')) as stage, lower(flow) as flow, class, office, department, district,
        function, function_major(function, $chart) as function_major,
        object, object_minor(object, $chart) as object_minor,
        fund, grant_number, project, document, bill, kind, payee,
        posted_on as posted_text, month as month_text, fiscal_year as year_text,
        period_from as from_text, period_to as to_text, amount as amount_text,
        deductions as deductions_text, deductions_2 as deductions_2_text, net as net_text
    from raw.line
), dated as (
    select
        *,
        coalesce(
            month_of(month_text, stated_year, $first_month, $day, $day_formats),
            date_trunc('month', posted_day)::date
        ) as month,
        month_of(from_text, stated_year, $first_month, $day, $day_formats) as from_month,
        month_of(to_text, stated_year, $first_month, $day, $day_formats) as to_month
    from cast_once
)
select
    * exclude (
        posted_text, month_text, year_text, from_text, to_text, amount_text, deductions_text, deductions_2_text, net_text
    ),
    case when amount is null then amount_text end as amount_text,
    case when deducted is null then deductions_text end as deductions_text,
    case when deducted_2 is null then deductions_2_text end as deductions_2_text,
    case when net is null then net_text end as net_text,
    coalesce(stated_year, fiscal_year_of(month, $first_month)) as fiscal_year,
    case
        when posted_text is not null and posted_day is null then 'posted_on'
        when month_text is not null and month is null then 'month'
        when year_text is not null and stated_year is null then 'fiscal_year'
        when from_text is not null and from_month is null then 'period_from'
        when to_text is not null and to_month is null then 'period_to'
        when month is null and stated_year is null then 'no date'
        when stated_year <> fiscal_year_of(month, $first_month) then 'another year'
        when stage not in (
            'original', 'supplementary', 'reappropriation', 'surrender', 'revised', 'released', 'committed', 'actual'
        ) then 'stage'
        when flow not in ('receipt', 'expenditure', 'financing', 'remittance') then 'flow'
    end as wrong_field,
    case when wrong_field is null then null when wrong_field = 'stage' then stage when wrong_field = 'flow' then flow
        when posted_text is not null and posted_day is null then posted_text
        else coalesce(
            case when month is null then month_text end, case when stated_year is null then year_text end,
            case when from_month is null then from_text end, case when to_month is null then to_text end,
            coalesce(month_text, posted_text)
        )
    end as wrong_text
from dated;

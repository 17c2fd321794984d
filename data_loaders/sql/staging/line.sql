-- One row per amount on a line, cast as the profile declares. What cannot be cast is null and has its reason.
insert into staging.line by name
with day_once as ( -- each set of dates once, however many lines have it
    select
        dated, posted_on as posted_text, month as month_text, fiscal_year as year_text, period_from as from_text,
        period_to as to_text,
        day(posted_on, $day, $day_formats) as posted_day,
        fiscal_year(fiscal_year, $year_rule, $first_month) as stated_year
    from raw.date
), month_once as (
    select
        *,
        coalesce(
            month_of(month_text, stated_year, $first_month, $day, $day_formats),
            date_trunc('month', posted_day)::date
        ) as month,
        month_of(from_text, stated_year, $first_month, $day, $day_formats) as from_month,
        month_of(to_text, stated_year, $first_month, $day, $day_formats) as to_month
    from day_once
), dates as (
    select
        dated, posted_day, stated_year, month, from_month, to_month,
        coalesce(stated_year, fiscal_year_of(month, $first_month)) as fiscal_year,
        case
            when posted_text is not null and posted_day is null then 'posted_on'
            when month_text is not null and month is null then 'month'
            when year_text is not null and stated_year is null then 'fiscal_year'
            when from_text is not null and from_month is null then 'period_from'
            when to_text is not null and to_month is null then 'period_to'
            when month is null and stated_year is null then 'no date'
            when stated_year <> fiscal_year_of(month, $first_month) then 'another year'
        end as wrong_date,
        case when posted_text is not null and posted_day is null then posted_text
            else coalesce(
                case when month is null then month_text end, case when stated_year is null then year_text end,
                case when from_month is null then from_text end, case when to_month is null then to_text end,
                coalesce(month_text, posted_text)
            )
        end as date_text
    from month_once
), cast_once as (
    select
        load_id, sheet, line, cell, level, heading, side, coalesce(restated, false) as restated,
        posted_day, stated_year,
        money(amount, $number, $group, $mark, $words, $unit) as amount,
        money(deductions, $number, $group, $mark, $words, $unit) as deducted,
        money(deductions_2, $number, $group, $mark, $words, $unit) as deducted_2,
        money(net, $number, $group, $mark, $words, $unit) as net,
        lower(coalesce(stage, 'actual')) as stage, lower(flow) as flow, class, office, department, district,
        function, function_major(function, $chart) as function_major,
        object, object_minor(object, $chart) as object_minor,
        fund, grant_number, project, document, bill, kind, payee, month, from_month, to_month,
        amount as amount_text, deductions as deductions_text, deductions_2 as deductions_2_text, net as net_text,
        fiscal_year, wrong_date, date_text
    from raw.line join dates using (dated)
)
select
    * exclude (amount_text, deductions_text, deductions_2_text, net_text, wrong_date, date_text),
    case when amount is null then amount_text end as amount_text,
    case when deducted is null then deductions_text end as deductions_text,
    case when deducted_2 is null then deductions_2_text end as deductions_2_text,
    case when net is null then net_text end as net_text,
    case
        when wrong_date is not null then wrong_date
        when stage not in (
            'original', 'supplementary', 'reappropriation', 'surrender', 'revised', 'released', 'committed', 'actual'
        ) then 'stage'
        when flow not in ('receipt', 'expenditure', 'financing', 'remittance') then 'flow'
    end as wrong_field,
    case when wrong_date is not null then date_text when wrong_field = 'stage' then stage
        when wrong_field = 'flow' then flow end as wrong_text
from cast_once;

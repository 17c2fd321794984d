-- One row per line of a list of loans, cast as the profile declares; what keeps a line out is named, the first thing only.
create or replace table staging.loan as
with cast_once as (
    select
        load_id, sheet, line, number, lender, borrower, guarantor, country, project, project_name, kind, status,
        upper(currency) as currency,
        day(as_of, $day, $day_formats) as as_of,
        percent(rate, $mark) as rate,
        money(original, $number, $group, $mark, $words, $unit) as original,
        money(cancelled, $number, $group, $mark, $words, $unit) as cancelled,
        money(undisbursed, $number, $group, $mark, $words, $unit) as undisbursed,
        money(disbursed, $number, $group, $mark, $words, $unit) as disbursed,
        money(repaid, $number, $group, $mark, $words, $unit) as repaid,
        money(due, $number, $group, $mark, $words, $unit) as due,
        money(adjustment, $number, $group, $mark, $words, $unit) as adjustment,
        money(sold, $number, $group, $mark, $words, $unit) as sold,
        day(first_repayment, $day, $day_formats) as first_repayment,
        day(last_repayment, $day, $day_formats) as last_repayment,
        day(approved_on, $day, $day_formats) as approved_on, day(agreed_on, $day, $day_formats) as agreed_on,
        day(effective_on, $day, $day_formats) as effective_on, day(closed_on, $day, $day_formats) as closed_on,
        day(disbursed_on, $day, $day_formats) as disbursed_on,
        as_of as as_of_text, rate as rate_text, original as original_text, cancelled as cancelled_text,
        undisbursed as undisbursed_text, disbursed as disbursed_text, repaid as repaid_text, due as due_text,
        adjustment as adjustment_text, sold as sold_text, first_repayment as first_text, last_repayment as last_text,
        approved_on as approved_text, agreed_on as agreed_text, effective_on as effective_text,
        closed_on as closed_text, disbursed_on as disbursed_on_text
    from raw.loan
), wrong as (
    select *, case
        when number is null then ['missing', 'number', null]
        when as_of is null then ['day', 'as_of', as_of_text]
        when currency is null then ['missing', 'currency', null]
        when not regexp_full_match(currency, '[A-Z]{3}') then ['currency', 'currency', currency]
        when rate_text is not null and rate is null then ['rate', 'rate', rate_text]
        when original_text is not null and original is null then ['amount', 'original', original_text]
        when cancelled_text is not null and cancelled is null then ['amount', 'cancelled', cancelled_text]
        when undisbursed_text is not null and undisbursed is null then ['amount', 'undisbursed', undisbursed_text]
        when disbursed_text is not null and disbursed is null then ['amount', 'disbursed', disbursed_text]
        when repaid_text is not null and repaid is null then ['amount', 'repaid', repaid_text]
        when due is null then ['amount', 'due', due_text]
        when adjustment_text is not null and adjustment is null then ['amount', 'adjustment', adjustment_text]
        when sold_text is not null and sold is null then ['amount', 'sold', sold_text]
        when first_text is not null and first_repayment is null then ['day', 'first_repayment', first_text]
        when last_text is not null and last_repayment is null then ['day', 'last_repayment', last_text]
        when approved_text is not null and approved_on is null then ['day', 'approved_on', approved_text]
        when agreed_text is not null and agreed_on is null then ['day', 'agreed_on', agreed_text]
        when effective_text is not null and effective_on is null then ['day', 'effective_on', effective_text]
        when closed_text is not null and closed_on is null then ['day', 'closed_on', closed_text]
        when disbursed_on_text is not null and disbursed_on is null then ['day', 'disbursed_on', disbursed_on_text]
    end as fault
    from cast_once
)
select load_id, sheet, line, number, as_of, lender, borrower, guarantor, country, project, project_name, currency, kind,
    status, rate, original, cancelled, undisbursed, disbursed, repaid, due, adjustment, sold, first_repayment,
    last_repayment, approved_on, agreed_on, effective_on, closed_on, disbursed_on,
    fault[1] as wanted, fault[2] as wrong_field, fault[3] as wrong_text
from wrong;

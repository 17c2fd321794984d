-- The lines that were cast join those that checks, loads and refusals look at.
insert into staging.line by name
select load_id, sheet, line, cell, level, heading, side, amount, deducted, deducted_2, net,
    lower(coalesce(stage, 'actual')) as stage, class, office, object, month, from_month, to_month, amount_text,
    deductions_text, deductions_2_text, net_text, fiscal_year, wrong_field, wrong_text
from cast_line;

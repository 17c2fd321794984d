-- One row per fiscal year, month, department, district, minor object, major function, class, flow and stage. Money in the currency's unit.
create or replace table spending_month as
select
    fiscal_year, month, department, district, object_minor, function_major, class, flow, stage,
    sum(amount)::decimal(20, 2) as amount, count(*) as lines
from entry
where side = 'payment' and counted
group by all
order by all;

comment on column spending_month.fiscal_year is 'as in 2025-26';
comment on column spending_month.month is 'first day of the month; null for a figure of a whole year';
comment on column spending_month.department is 'code of the department; null: not stated in the source';
comment on column spending_month.district is 'code of the district; null: not stated in the source';
comment on column spending_month.object_minor is 'code of the minor object';
comment on column spending_month.function_major is 'code of the major function';
comment on column spending_month.class is 'current revenue, current capital, development, ...';
comment on column spending_month.flow is 'expenditure, financing or remittance';
comment on column spending_month.stage is 'original, supplementary, reappropriation, surrender, revised, released, committed or actual';
comment on column spending_month.amount is 'money paid or budgeted, in the currency''s unit';
comment on column spending_month.lines is 'lines of the ledger behind the amount';

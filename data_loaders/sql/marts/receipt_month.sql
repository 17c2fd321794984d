-- One row per fiscal year, month, revenue head, district, class, flow and stage. Money in the currency's unit.
create or replace table receipt_month as
select
    fiscal_year, month, object as head, district, class, flow, stage,
    sum(amount)::decimal(20, 2) as amount, count(*) as lines
from entry
where side = 'receipt' and counted
group by all
order by all;

comment on column receipt_month.fiscal_year is 'as in 2025-26';
comment on column receipt_month.month is 'first day of the month; null for a figure of a whole year';
comment on column receipt_month.head is 'code of the revenue head';
comment on column receipt_month.district is 'code of the district; null: not stated in the source';
comment on column receipt_month.class is 'revenue or capital, as the source classes it';
comment on column receipt_month.flow is 'receipt, financing or remittance';
comment on column receipt_month.stage is 'original, revised, actual, ...';
comment on column receipt_month.amount is 'money received or expected, in the currency''s unit';
comment on column receipt_month.lines is 'lines of the ledger behind the amount';

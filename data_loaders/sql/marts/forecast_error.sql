-- One row per forecast of a month made again as of an earlier month, beside what came. Money in the currency's unit.
create table if not exists forecast_error (
    level varchar, code varchar, origin date, month date, horizon integer,
    mean decimal(20, 2), actual decimal(20, 2), scale double, grade varchar
);

comment on column forecast_error.level is 'total, group or head';
comment on column forecast_error.code is 'total, or the code of the group or head; empty: head not stated';
comment on column forecast_error.origin is 'first day of the last month then known; nothing after it was used';
comment on column forecast_error.month is 'first day of the month forecast';
comment on column forecast_error.horizon is 'months from the origin to it';
comment on column forecast_error.mean is 'money expected then';
comment on column forecast_error.actual is 'money that came';
comment on column forecast_error.scale is 'money by which such a month was known to vary';
comment on column forecast_error.grade is 'quick or full: which models were combined';

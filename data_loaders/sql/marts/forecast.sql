-- One row per month to come of the total, a group or a head of receipts. Money in the currency's unit.
create table if not exists forecast (
    level varchar, code varchar, month date,
    mean decimal(20, 2), lo80 decimal(20, 2), hi80 decimal(20, 2), lo95 decimal(20, 2), hi95 decimal(20, 2),
    grade varchar, cut_off date, vintage varchar
);

comment on column forecast.level is 'total, group or head';
comment on column forecast.code is 'total, or the code of the group or head; empty: head not stated';
comment on column forecast.month is 'first day of the month';
comment on column forecast.mean is 'money expected; heads add to their groups, groups to the total';
comment on column forecast.lo80 is 'in 80 of 100 cases it lies between this and hi80';
comment on column forecast.hi80 is 'in 80 of 100 cases it lies between lo80 and this';
comment on column forecast.lo95 is 'in 95 of 100 cases it lies between this and hi95';
comment on column forecast.hi95 is 'in 95 of 100 cases it lies between lo95 and this';
comment on column forecast.grade is 'quick or full: which models were combined';
comment on column forecast.cut_off is 'first day of the last month booked; nothing after it was used';
comment on column forecast.vintage is 'the refresh that made it';

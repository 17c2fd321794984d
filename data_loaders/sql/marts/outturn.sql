-- One row per month to come of spending: of all, a department, an object, or both. Money in the currency's unit.
create table if not exists outturn (
    level varchar, code varchar, month date,
    mean decimal(20, 2), lo80 decimal(20, 2), hi80 decimal(20, 2), lo95 decimal(20, 2), hi95 decimal(20, 2)
);

comment on column outturn.level is 'all spending, department, object of spending, or department and object';
comment on column outturn.code is 'as in outturn_year';
comment on column outturn.month is 'first day of the month';
comment on column outturn.mean is 'money expected to be spent; departments and objects add to the total, each of both to either';
comment on column outturn.lo80 is 'in 80 of 100 cases it lies between this and hi80; missing: too few earlier years';
comment on column outturn.hi80 is 'in 80 of 100 cases it lies between lo80 and this';
comment on column outturn.lo95 is 'in 95 of 100 cases it lies between this and hi95';
comment on column outturn.hi95 is 'in 95 of 100 cases it lies between lo95 and this';

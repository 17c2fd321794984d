-- One row per year-end of spending: of all, a department, an object, or both. Money in the currency's unit.
create table if not exists outturn_year (
    level varchar, code varchar, department varchar, object varchar, fiscal_year varchar, months_booked integer,
    booked decimal(20, 2), remaining decimal(20, 2), total decimal(20, 2),
    lo80 decimal(20, 2), hi80 decimal(20, 2), lo95 decimal(20, 2), hi95 decimal(20, 2), pattern varchar
);

comment on column outturn_year.level is 'all spending, department, object of spending, or department and object';
comment on column outturn_year.code is 'total, the code of the department or minor object, or both with a space between';
comment on column outturn_year.department is 'code of the department, empty: not stated; missing: all of them';
comment on column outturn_year.object is 'code of the minor object, empty: not stated; missing: all of them';
comment on column outturn_year.fiscal_year is 'the year in progress, as in 2025-26';
comment on column outturn_year.months_booked is 'months of the year that are booked';
comment on column outturn_year.booked is 'money spent in those months';
comment on column outturn_year.remaining is 'money expected to be spent in the months to come';
comment on column outturn_year.total is 'the outturn: booked and remaining';
comment on column outturn_year.lo80 is 'in 80 of 100 cases the year ends between this and hi80; missing: too few earlier years';
comment on column outturn_year.hi80 is 'in 80 of 100 cases the year ends between lo80 and this';
comment on column outturn_year.lo95 is 'in 95 of 100 cases the year ends between this and hi95';
comment on column outturn_year.hi95 is 'in 95 of 100 cases the year ends between lo95 and this';
comment on column outturn_year.pattern is 'how the money of earlier years went: steady, uneven, or at the end of the year; empty: none';

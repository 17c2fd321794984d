-- One row per fiscal year to end of the total, a group or a head of receipts. Money in the currency's unit.
create table if not exists forecast_year (
    level varchar, code varchar, fiscal_year varchar, months_booked integer,
    booked decimal(20, 2), remaining decimal(20, 2), total decimal(20, 2),
    lo80 decimal(20, 2), hi80 decimal(20, 2), lo95 decimal(20, 2), hi95 decimal(20, 2),
    cut_off date, vintage varchar
);

comment on column forecast_year.level is 'total, group or head';
comment on column forecast_year.code is 'total, or the code of the group or head; empty: head not stated';
comment on column forecast_year.fiscal_year is 'as in 2025-26';
comment on column forecast_year.months_booked is 'months of the year that are booked';
comment on column forecast_year.booked is 'money booked in those months';
comment on column forecast_year.remaining is 'money expected in the months that remain';
comment on column forecast_year.total is 'the year-end figure: booked and remaining';
comment on column forecast_year.lo80 is 'in 80 of 100 cases the year ends between this and hi80';
comment on column forecast_year.hi80 is 'in 80 of 100 cases the year ends between lo80 and this';
comment on column forecast_year.lo95 is 'in 95 of 100 cases the year ends between this and hi95';
comment on column forecast_year.hi95 is 'in 95 of 100 cases the year ends between lo95 and this';
comment on column forecast_year.cut_off is 'first day of the last month booked; nothing after it was used';
comment on column forecast_year.vintage is 'the refresh that made it';

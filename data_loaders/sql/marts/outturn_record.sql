-- One row per earlier year and level: the year-end of spending as it would have been expected at the same month.
create table if not exists outturn_record (
    level varchar, fiscal_year varchar, series integer, actual decimal(20, 2), expected decimal(20, 2),
    error double, run_rate_error double, last_year_error double, held double
);

comment on column outturn_record.level is 'all spending, department, object of spending, or department and object';
comment on column outturn_record.fiscal_year is 'as in 2025-26';
comment on column outturn_record.series is 'how many year-ends were tried';
comment on column outturn_record.actual is 'money spent in the whole year';
comment on column outturn_record.expected is 'money expected then, nothing later being known';
comment on column outturn_record.error is 'sum of the absolute errors, in per cent of what was spent';
comment on column outturn_record.run_rate_error is 'the same of the year so far, taken on in a straight line';
comment on column outturn_record.last_year_error is 'the same of the year so far, by the share of it in the year before';
comment on column outturn_record.held is 'in how many of 100 the limits of 80 held; missing: there were none yet';

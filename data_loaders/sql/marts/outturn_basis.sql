-- One row per refresh that a version holds, one at most: what its year-end of spending rests on.
create table if not exists outturn_basis (
    fiscal_year varchar, cut_off date, years integer, tried integer, basis varchar, made_at timestamp
);

comment on column outturn_basis.fiscal_year is 'the year in progress';
comment on column outturn_basis.cut_off is 'first day of the last month booked; nothing after it was used';
comment on column outturn_basis.years is 'whole years before it that were read';
comment on column outturn_basis.tried is 'earlier years in which it was tried out';
comment on column outturn_basis.basis is 'checksum of the spending by month, department and object that was read';
comment on column outturn_basis.made_at is 'when, in UTC';

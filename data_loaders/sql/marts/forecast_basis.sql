-- One row per refresh that a version holds, one at most: what its forecasts rest on.
create table if not exists forecast_basis (
    vintage varchar, grade varchar, seed integer, cut_off date, origins integer, basis varchar, made_at timestamp
);

comment on column forecast_basis.vintage is 'the refresh that made the forecasts';
comment on column forecast_basis.grade is 'quick or full: which models were combined';
comment on column forecast_basis.seed is 'seed of what is drawn: the same seed gives the same figures';
comment on column forecast_basis.cut_off is 'first day of the last month booked; nothing after it was used';
comment on column forecast_basis.origins is 'earlier months as of which it was tried out';
comment on column forecast_basis.basis is 'checksum of the receipts by month and head that were read';
comment on column forecast_basis.made_at is 'when, in UTC';

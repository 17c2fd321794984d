-- One row per model combined into the forecast of the total, a group or a head of receipts.
create table if not exists forecast_weight (
    level varchar, code varchar, member varchar, weight double, flags varchar
);

comment on column forecast_weight.level is 'total, group or head';
comment on column forecast_weight.code is 'total, or the code of the group or head; empty: head not stated';
comment on column forecast_weight.member is 'name of the model';
comment on column forecast_weight.weight is 'its share of the votes; the forecast is their median';
comment on column forecast_weight.flags is 'what must be known of this forecast, in few words; empty: nothing';

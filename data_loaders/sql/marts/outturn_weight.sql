-- One row per reckoning of what is still to be spent, for each kind of spending.
create table if not exists outturn_weight (kind varchar, reckoning varchar, weight double);

comment on column outturn_weight.kind is 'how the money of the object goes: steady, uneven, or at the end of the year';
comment on column outturn_weight.reckoning is 'the reckoning, in words';
comment on column outturn_weight.weight is 'what it counts for, by its errors in earlier years; all of a kind are 1';

-- One row per rule that payments were held against, with what came of it.
create table if not exists flag_rule (
    rule varchar, ran boolean, why_not varchar, lines bigint, flags integer, left_out integer,
    limits varchar, source varchar, basis varchar, made_at timestamp
);

comment on column flag_rule.rule is 'the rule';
comment on column flag_rule.ran is 'true: it could be applied to this store';
comment on column flag_rule.why_not is 'why it could not be applied, in words; empty: it was';
comment on column flag_rule.lines is 'payments that were looked at';
comment on column flag_rule.flags is 'flags it raised';
comment on column flag_rule.left_out is 'smaller flags that were left out, because there are too many';
comment on column flag_rule.limits is 'the limits it was applied with, in words';
comment on column flag_rule.source is 'where its limits come from';
comment on column flag_rule.basis is 'checksum of the payments that were looked at';
comment on column flag_rule.made_at is 'when, in UTC';

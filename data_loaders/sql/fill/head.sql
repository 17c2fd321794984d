-- What the newest sources say of each head; a code that is known keeps what they do not say.
create or replace temp table told as
select code, min(name) as name, min(parent) as parent, min(level) as level, min(agency) as agency
from raw.name where dimension = 'head' and code is not null group by code;

create or replace temp table known as select * from head;

delete from head where code in (select code from told);

insert into head by name
select
    told.code, coalesce(told.name, known.name) as name, coalesce(told.parent, known.parent) as parent,
    coalesce(told.level, known.level) as level, coalesce(told.agency, known.agency) as agency
from told left join known using (code)
order by told.code;

-- What the newest sources say of each function; a code that is known keeps what they do not say.
create or replace temp table told as
select code, min(name) as name, min(parent) as parent, min(level) as level
from raw.name where dimension = 'function' and code is not null group by code;

create or replace temp table known as select * from function;

delete from function where code in (select code from told);

insert into function by name
select
    told.code, coalesce(told.name, known.name) as name, coalesce(told.parent, known.parent) as parent,
    coalesce(told.level, known.level) as level
from told left join known using (code)
order by told.code;

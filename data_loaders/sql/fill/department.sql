-- What the newest sources say of each department; a code that is known keeps what they do not say.
create or replace temp table told as
select code, min(name) as name, min(parent) as parent, min(level) as level
from raw.name where dimension = 'department' and code is not null group by code;

create or replace temp table known as select * from department;

delete from department where code in (select code from told);

insert into department by name
select
    told.code, coalesce(told.name, known.name) as name, coalesce(told.parent, known.parent) as parent,
    coalesce(told.level, known.level) as level
from told left join known using (code)
order by told.code;

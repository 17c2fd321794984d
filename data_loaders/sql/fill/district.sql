-- What the newest sources say of each district; a code that is known keeps what they do not say.
create or replace temp table told as
select code, min(name) as name, min(parent) as parent, min(level) as level, try_cast(replace(min(population), ',', '') as bigint) as population, try_cast(replace(min(area), ',', '') as double) as area
from raw.name where dimension = 'district' and code is not null group by code;

create or replace temp table known as select * from district;

delete from district where code in (select code from told);

insert into district by name
select
    told.code, coalesce(told.name, known.name) as name, coalesce(told.parent, known.parent) as parent,
    coalesce(told.level, known.level) as level, coalesce(told.population, known.population) as population, coalesce(told.area, known.area) as area
from told left join known using (code)
order by told.code;

-- What the newest file says of a country, year and line takes the place of what was there; said twice, its last line.
delete from peer_execution as old where exists (
    select 1 from raw.peer as new
    where new.country = old.country and new.year = old.year and new.budget_line = old.budget_line
);

insert into peer_execution by name
select * exclude (place) from (
    select *, row_number() over (partition by country, year, budget_line order by load_id, sheet, line desc) as place
    from raw.peer
) as said
where place = 1
order by country, budget_line, year;

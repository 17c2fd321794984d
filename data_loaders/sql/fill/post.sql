-- Posts that can be what they say they are.
insert into post by name
select load_id, sheet, line, cell, fiscal_year, stage, department, office, function, object, posts::integer as posts
from raw.post
where level <= 0 and allowed and try_cast(posts as bigint) between 0 and most
order by all;

select max(load_id) as load_id,
    'the re-appropriation ' || coalesce(document, 'without a number') || ' of ' || fiscal_year
    || ' gives and takes amounts that differ: correct the order, or add the line that is missing' as what,
    sum(amount) as amount
from entry
where stage = 'reappropriation' and counted
group by document, fiscal_year
having sum(amount) <> 0
order by what;

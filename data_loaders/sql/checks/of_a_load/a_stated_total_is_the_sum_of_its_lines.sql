with wide as (
    select distinct load_id, level as n from staging.line where level between 1 and 8
), blocks as (
    select
        s.load_id, s.sheet, s.cell, s.heading, s.line, s.level, w.n,
        s.amount, coalesce(s.deducted, 0) + coalesce(s.deducted_2, 0) as deducted, s.net,
        count(*) filter (s.level >= w.n) over (
            partition by s.load_id, s.sheet, s.cell, w.n
            order by case f.totals when 'below' then -s.line else s.line end
        ) as block
    from staging.line as s
    join wide as w on w.load_id = s.load_id
    join raw.source as f on f.load_id = s.load_id
    where s.level between 0 and 8
), sums as (
    select
        load_id, sheet, cell, n, block,
        max(line) filter (level = n) as line, max(heading) as heading,
        max(amount) filter (level = n) as stated, sum(amount) filter (level = 0) as computed,
        max(deducted) filter (level = n) as stated_deductions, sum(deducted) filter (level = 0) as deductions,
        max(net) filter (level = n) as stated_net, sum(net) filter (level = 0) as net
    from blocks
    group by all
)
select
    load_id,
    'sheet ' || sheet || ', line ' || line || ': the total of ' || heading || ' says ' || stated || ', its lines add to '
    || coalesce(computed, 0)
    || case when stated = coalesce(computed, 0) then ' (its deductions or net do not add up)' else '' end as what,
    stated - coalesce(computed, 0) as amount
from sums
where stated is not null and (
    stated <> coalesce(computed, 0)
    or (stated_deductions > 0 and stated_deductions <> coalesce(deductions, 0))
    or (stated_net is not null and net is not null and stated_net <> net)
)
order by load_id, sheet, line;

with cells as (
    select load_id, sheet, born, joined, service, members, members * coalesce(pay, pension) as paid
    from staging.person where level = 0 and wrong_field is null
), sums as (
    select t.load_id, t.sheet, t.line, t.band, t.members as stated, t.members * coalesce(t.pay, t.pension) as stated_paid,
        coalesce(sum(c.members), 0) as members, coalesce(sum(c.paid), 0) as paid
    from staging.person as t
    left join cells as c on c.load_id = t.load_id and c.sheet = t.sheet and (t.born is null or c.born = t.born)
        and (t.joined is null or c.joined = t.joined) and (t.service is null or c.service = t.service)
    where t.level > 0 and t.wrong_field is null
    group by all
)
select load_id,
    'sheet ' || sheet || ', line ' || line || ': the total of ' || band || ' says '
    || case when stated <> members then stated || ' members, its cells add to ' || members
        else cast(stated_paid / stated as decimal(20, 2)) || ' a month on average, its cells give '
            || cast(paid / members as decimal(20, 2)) end as what,
    stated_paid - paid as amount
from sums
where stated <> members
    or (members > 0 and abs(stated_paid - paid) > members * (cast($unit as double) / $months + 0.01)) -- both are rounded
order by load_id, sheet, line, band;

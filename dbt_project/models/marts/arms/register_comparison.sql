with recursive

entries as (
    select * from {{ ref('stg_register_entries') }}
),

resolved as (
    select * from {{ ref('int_register_entries') }}
),

register as (
    select * from {{ ref('trade_register') }}
),

deals as (
    select * from {{ ref('deals') }}
),

weapon_classes as (
    select * from {{ ref('weapon_classes') }}
),

theirs as (
    select
        entries.*,
        resolved.supplier_code,
        resolved.recipient_code,
        resolved.weapon_family,
        resolved.weapon_class,
        weapon_classes.class as wider_class
    from entries
    inner join resolved
        on
            entries.file = resolved.file
            and entries.line = resolved.line
    left join weapon_classes on resolved.weapon_class = weapon_classes.id
),

-- of the parties that a register names; where there is no register, none
concerned as materialized (
    select * from register
    where
        supplier_code in (select theirs.supplier_code from theirs)
        or recipient_code in (select theirs.recipient_code from theirs)
),

ours as (
    select
        concerned.*,
        deals.weapon_family,
        deals.weapon_class,
        weapon_classes.class as wider_class
    from concerned
    inner join deals on concerned.deal_id = deals.deal_id
    left join weapon_classes on deals.weapon_class = weapon_classes.id
),

-- what can be one deal: the same two parties, the same family (where we know none, the class or the one next to it, as
-- papers write of tanks and of battle tanks), and years of order no more than two apart, for an order is dated by its
-- signature or its announcement, and an article tells it later
candidates as (
    select
        theirs.file,
        theirs.line,
        theirs.supplier_code,
        theirs.recipient_code,
        ours.deal_id,
        ours.weapon_family is not null as is_same_family,
        coalesce(theirs.number_ordered = ours.number_ordered, false) as is_same_number,
        coalesce(abs(theirs.year_of_order - ours.year_of_order), 0) as years_apart
    from theirs
    inner join ours
        on
            theirs.supplier_code = ours.supplier_code
            and theirs.recipient_code = ours.recipient_code
    where
        case
            when ours.weapon_family is not null then theirs.weapon_family = ours.weapon_family
            else
                ours.weapon_class in (theirs.weapon_class, theirs.wider_class)
                or ours.wider_class = theirs.weapon_class
        end
        and coalesce(abs(theirs.year_of_order - ours.year_of_order), 0) <= 2
),

ranked as (
    select
        file,
        list(
            struct_pack(line := line, deal_id := deal_id)
            order by is_same_family desc, is_same_number desc, years_apart asc, line asc, deal_id asc
        ) as waiting
    from candidates
    group by file, supplier_code, recipient_code
),

-- the two that agree best are one deal, then the two that agree best of what is left
pairing as (
    select
        file,
        waiting[0] as pair,  -- none yet
        waiting
    from ranked
    union all
    select
        file,
        waiting[1] as pair,
        list_filter(
            waiting,
            lambda other: other['line'] <> waiting[1]['line'] and other['deal_id'] <> waiting[1]['deal_id']
        ) as waiting
    from pairing
    where len(waiting) > 0
),

pairs as (
    select
        file,
        pair['line'] as line,
        pair['deal_id'] as deal_id
    from pairing
    where pair is not null
),

-- a register of one country tells nothing of the others: one supplier's register covers its recipients, one
-- recipient's its suppliers, any other the deals between those that it names
coverage as (
    select
        file,
        list(distinct supplier_code) filter (where supplier_code is not null) as suppliers,
        list(distinct recipient_code) filter (where recipient_code is not null) as recipients
    from theirs
    group by file
),

unmatched as (
    select
        coverage.file,
        ours.deal_id
    from coverage
    inner join ours
        on
            case
                when len(coverage.suppliers) = 1 then coverage.suppliers[1] = ours.supplier_code
                when len(coverage.recipients) = 1 then coverage.recipients[1] = ours.recipient_code
                else
                    list_contains(coverage.suppliers, ours.supplier_code)
                    and list_contains(coverage.recipients, ours.recipient_code)
            end
    anti join pairs
        on
            coverage.file = pairs.file
            and ours.deal_id = pairs.deal_id
),

rows_of_both as (
    select
        theirs.file,
        theirs.line,
        pairs.deal_id
    from theirs
    left join pairs
        on
            theirs.file = pairs.file
            and theirs.line = pairs.line
    union all
    select
        file,
        null as line,
        deal_id
    from unmatched
),

judged as (
    select
        rows_of_both.file,
        rows_of_both.line,
        rows_of_both.deal_id,
        [
            case when theirs.year_of_order <> ours.year_of_order then 'year_of_order' end,
            case when theirs.number_ordered <> ours.number_ordered then 'number_ordered' end,
            case when theirs.number_delivered <> ours.number_delivered then 'number_delivered' end
        ] as judgements
    from rows_of_both
    left join theirs
        on
            rows_of_both.file = theirs.file
            and rows_of_both.line = theirs.line
    left join ours on rows_of_both.deal_id = ours.deal_id
),

-- what one side does not tell is no difference
compared as (
    select
        file,
        line,
        deal_id,
        list_filter(judgements, lambda cell: cell is not null) as differs_in
    from judged
)

select
    compared.file,
    case
        when compared.deal_id is null then 'only_theirs'
        when compared.line is null then 'only_ours'
        when len(compared.differs_in) > 0 then 'differing'
        else 'matched'
    end as outcome,
    compared.differs_in,
    coalesce(ours.recipient, theirs.recipient) as recipient,
    coalesce(ours.supplier, theirs.supplier) as supplier,
    coalesce(ours.recipient_code, theirs.recipient_code) as recipient_code,
    coalesce(ours.supplier_code, theirs.supplier_code) as supplier_code,
    compared.line as their_line,
    theirs.weapon_designation as their_weapon_designation,
    ours.weapon_designation as our_weapon_designation,
    theirs.weapon_description as their_weapon_description,
    ours.weapon_description as our_weapon_description,
    theirs.year_of_order as their_year_of_order,
    theirs.year_of_order_flag as their_year_of_order_flag,
    ours.year_of_order as our_year_of_order,
    ours.year_of_order_flag as our_year_of_order_flag,
    theirs.number_ordered as their_number_ordered,
    theirs.number_ordered_flag as their_number_ordered_flag,
    ours.number_ordered as our_number_ordered,
    ours.number_ordered_flag as our_number_ordered_flag,
    theirs.number_delivered as their_number_delivered,
    theirs.number_delivered_flag as their_number_delivered_flag,
    ours.number_delivered as our_number_delivered,
    ours.number_delivered_flag as our_number_delivered_flag,
    theirs.years_of_delivery as their_years_of_delivery,
    ours.years_of_delivery as our_years_of_delivery,
    theirs.status as their_status,
    ours.status as our_status,
    theirs.comments as their_comments,
    ours.comments as our_comments,
    ours.publisher_count,
    compared.deal_id,
    ours.fact_ids,
    ours.document_ids
from compared
left join theirs
    on
        compared.file = theirs.file
        and compared.line = theirs.line
left join ours on compared.deal_id = ours.deal_id

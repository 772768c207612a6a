with

documents as (
    select * from {{ ref('int_documents') }}
),

facts as (
    select * from {{ ref('int_facts') }}
),

arms_deals as (
    select * from {{ ref('int_deal_reports') }}
),

troops as (
    select * from {{ ref('int_troop_reports') }}
),

policy as (
    select * from {{ ref('int_policy_reports') }}
),

measures as (
    select
        'documents' as subject,
        unnest([
            { 'measure': 'without a day of publication', 'row_count': count(*) filter (where published_at is null) },
            { 'measure': 'without a publisher', 'row_count': count(*) filter (where publisher is null) },
            { 'measure': 'copies of another', 'row_count': count(*) filter (where is_duplicate) },
            { 'measure': 'corrected', 'row_count': count(*) filter (where revision > 1) },
            { 'measure': 'in a language that is not read', 'row_count': count(*) filter (where language <> 'en') }
        ]) as told,
        count(*) as of_count
    from documents
    union all
    select
        family as subject,
        unnest([
            { 'measure': 'without a day', 'row_count': count(*) filter (where happened_on is null) },
            { 'measure': 'without a first party', 'row_count': count(*) filter (where subject is null) },
            { 'measure': 'without a second party', 'row_count': count(*) filter (where object is null) },
            { 'measure': 'attributed to somebody', 'row_count': count(*) filter (where claimant is not null) },
            { 'measure': 'denied', 'row_count': count(*) filter (where certainty = 'denied' or len(denied_by) > 0) },
            { 'measure': 'of a confidence below one half', 'row_count': count(*) filter (where confidence < 0.5) }
        ]) as told,
        count(*) as of_count
    from facts
    group by family
    union all
    select
        'arms_deals' as subject,
        unnest([
            { 'measure': 'without a designation', 'row_count': count(*) filter (where weapon_system is null) },
            { 'measure': 'without a class', 'row_count': count(*) filter (where weapon_class is null) },
            { 'measure': 'without a number', 'row_count': count(*) filter (where quantity is null) },
            { 'measure': 'without a price', 'row_count': count(*) filter (where value_amount is null) },
            { 'measure': 'of more than 100,000 pieces', 'row_count': count(*) filter (where quantity > 100000) },
            { 'measure': 'of more than 100 billion dollars', 'row_count': count(*) filter (where value_usd > 1e11) }
        ]) as told,
        count(*) as of_count
    from arms_deals
    having count(*) > 0
    union all
    select
        'troop_deployment_estimates' as subject,
        unnest([
            { 'measure': 'without an upper bound', 'row_count': count(*) filter (where count_high is null) },
            {
                'measure': 'of more than a million',
                'row_count': count(*) filter (where coalesce(count_high, count_low) > 1000000)
            }
        ]) as told,
        count(*) as of_count
    from troops
    having count(*) > 0
    union all
    select
        'policy_options' as subject,
        unnest([
            { 'measure': 'of the instrument other', 'row_count': count(*) filter (where instrument = 'other') },
            { 'measure': 'on a condition', 'row_count': count(*) filter (where condition_text is not null) }
        ]) as told,
        count(*) as of_count
    from policy
    having count(*) > 0
)

select
    measures.subject,
    measures.told.measure,
    measures.told.row_count,
    measures.of_count,
    measures.told.row_count / nullif(measures.of_count, 0) as share
from measures

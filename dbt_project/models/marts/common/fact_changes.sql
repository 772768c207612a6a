{{ config(meta={'renewed_by': 'document_id'}) }}

with

{% set families = ['arms_deals', 'troop_deployment_estimates', 'policy_options', 'diplomatic_meetings'] %}

{% for family in families %}
    {{ family }} as (
        select * from {{ source('history', family) }}
        where {{ touched('document_id') }}
    ),

{% endfor %}
revisions as (
    select * from {{ source('history', 'document_revisions') }}
    where {{ touched('document_id') }}
),

runs as (
    select * from {{ source('ops', 'runs') }}
),

documents as (
    select * from {{ touched_rows('int_documents', 'document_id') }}
),

versions as (
    {% for family in families %}
        select
            '{{ family }}' as family,
            fact_id,
            document_id,
            valid_from,
            valid_to,
            opened_by_run,
            closed_by_run
        from {{ family }}
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}
),

neighbours as (
    select
        *,
        lag(valid_to) over versions_of_fact as previous_valid_to,
        lead(valid_from) over versions_of_fact as next_valid_from
    from versions
    window versions_of_fact as (partition by family, fact_id order by valid_from asc)
),

changes as (
    select
        family,
        fact_id,
        document_id,
        valid_from as changed_at,
        case when previous_valid_to = valid_from then 'changed' else 'came' end as change,
        opened_by_run as run_id
    from neighbours
    union all
    select
        family,
        fact_id,
        document_id,
        valid_to as changed_at,
        'went' as change,
        closed_by_run as run_id
    from neighbours
    where
        valid_to is not null
        and next_valid_from is distinct from valid_to
),

-- distinct moments are few beside the facts
moments as (
    select distinct
        document_id,
        changed_at
    from changes
),

-- texts of one document that arrived together are one arrival: nobody had seen the earlier one
arrivals as (
    select
        document_id,
        ingested_at,
        sum(count(*)) over so_far as revision,
        row_number() over so_far as arrival
    from revisions
    group by document_id, ingested_at
    window so_far as (partition by document_id order by ingested_at asc)
),

texts as (
    select
        moments.document_id,
        moments.changed_at,
        arrivals.revision,
        arrivals.arrival,
        arrivals.ingested_at
    from moments
    asof left join arrivals
        on
            moments.document_id = arrivals.document_id
            and moments.changed_at >= arrivals.ingested_at
),

publications as (
    select published_at from runs
    where published_at is not null
),

-- a text that had been published with its facts before cannot have changed them: the rules have
causes as (
    select
        texts.document_id,
        texts.changed_at,
        texts.revision,
        case
            when publications.published_at >= texts.ingested_at then 'changed_rules'
            when texts.arrival > 1 then 'corrected_source'
            else 'new_document'
        end as cause
    from texts
    asof left join publications on texts.changed_at > publications.published_at
)

select
    changes.family,
    changes.fact_id,
    changes.changed_at,
    changes.change,
    case
        when changes.change = 'went' and documents.document_id is null then 'document_gone'
        when changes.change = 'went' and documents.is_duplicate then 'copy_found'
        else causes.cause
    end as cause,
    causes.revision::bigint as revision,
    changes.run_id,
    changes.document_id
from changes
inner join causes
    on
        changes.document_id = causes.document_id
        and changes.changed_at = causes.changed_at
left join documents on changes.document_id = documents.document_id
